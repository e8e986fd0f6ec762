// Where the export lies, and the walk over its files.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const frontend = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const out = process.env.WEB_OUT ? resolve(process.env.WEB_OUT) : join(frontend, "out");

/** What the web server includes: maps made from the export. */
export const confDir = process.env.WEB_CONF ? resolve(process.env.WEB_CONF) : resolve(frontend, "../build/web");

/** Paths of all files below a folder, "/"-led as in an address, sorted. */
export function filesOf(dir = out) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dir.length))
    .sort();
}

export const pagesOf = (dir = out) => filesOf(dir).filter((path) => path.endsWith(".html"));

export const read = (path, dir = out) => readFileSync(join(dir, path), "utf8");

/** Prints what is wrong and ends the script with a failure, if anything is. */
export function failOn(faults) {
  if (faults.length === 0) return;
  for (const fault of faults) console.error(`  ${fault}`);
  console.error(`${faults.length} faults`);
  process.exit(1);
}
