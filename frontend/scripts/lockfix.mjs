// Completes package-lock.json after `npm install`: a registry mirror without the
// binary packages of other platforms makes npm leave those optional packages out
// of the lock file, and `npm ci` then refuses it. Each missing one gets its entry.
//
//   node scripts/lockfix.mjs [package-lock.json]
import { readFileSync, writeFileSync } from "node:fs";

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"];

/** The platform that a package is for, read from its name: "@next/swc-linux-arm64-gnu". */
export function platformOf(name) {
  const words = name.split(/[/-]/);
  const platform = {};
  const cpu = words.filter((word) => processors.includes(word));
  const os = words.filter((word) => systems.includes(word));
  if (cpu.length > 0) platform.cpu = cpu;
  if (os.length > 0) platform.os = os;
  return platform;
}

/** Adds the missing entries to a parsed lock file; the names of what was added. */
export function completeLock(lock) {
  const { packages } = lock;
  const added = [];

  const resolve = (from, name) => {
    for (let dir = from; ;) {
      const path = `${dir ? `${dir}/` : ""}node_modules/${name}`;
      if (packages[path]) return packages[path];
      if (!dir) return undefined;
      const up = dir.lastIndexOf("/node_modules/");
      dir = up < 0 ? "" : dir.slice(0, up);
    }
  };

  for (const [parent, entry] of Object.entries(packages)) {
    for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
      const version = /^[~^]?(\d+\.\d+\.\d+\S*)$/.exec(wanted)?.[1];
      const found = resolve(parent, name);
      if (!version || found?.version === version || (found && wanted !== version)) continue;

      const place = found ? `${parent}/node_modules/${name}` : `node_modules/${name}`;
      packages[place] = { version, ...platformOf(name), optional: true };
      if (entry.dev) packages[place].dev = true;
      added.push(`${name}@${version}`);
    }
  }

  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  return added;
}

if (import.meta.filename === process.argv[1]) {
  const file = process.argv[2] ?? "package-lock.json";
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const added = completeLock(lock);
  if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${file}: ${added.length} entries added`);
}
