// Addresses with ids in them are answered by placeholder pages: the export has
// one page a route, with "_" for each id. This makes the nginx map from address
// to page: build/web/route_map.conf.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { confDir, out, pagesOf } from "./lib/out.mjs";

const id = "[A-Za-z0-9-]+";

/** Prefixes that end in a placeholder, "/projects/_/tasks/_", deepest first. */
export function placeholders(pages) {
  const found = new Set();
  for (const page of pages) {
    const parts = page.replace(/\.html$/, "").split("/");
    parts.forEach((part, i) => {
      if (part === "_") found.add(parts.slice(0, i + 1).join("/"));
    });
  }
  const depth = (path) => path.split("/").length;
  return [...found].sort((a, b) => depth(b) - depth(a) || (a < b ? -1 : 1));
}

const patternOf = (prefix) =>
  prefix
    .split("/")
    .map((part) => (part === "_" ? id : part.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&")))
    .join("/");

export function renderMap(prefixes) {
  const lines = prefixes.map(
    (prefix) => `    "~^${patternOf(prefix)}(?<smartstack_rest>[/.].*)?$" "${prefix}$smartstack_rest";`,
  );
  return `# Made by frontend/scripts/routes.mjs.
map $uri $smartstack_page {
    default $uri;
${lines.join("\n")}
}
`;
}

/** The page that nginx shows for an address, as the server's try_files does it. */
export function pageFor(address, files, prefixes) {
  if (address === "/") return "/index.html";
  let mapped = address;
  for (const prefix of prefixes) {
    const match = new RegExp(`^${patternOf(prefix)}([/.].*)?$`).exec(address);
    if (match) {
      mapped = `${prefix}${match[1] ?? ""}`;
      break;
    }
  }
  return [address, `${address}.html`, mapped, `${mapped}.html`].find((path) => files.has(path));
}

if (import.meta.filename === process.argv[1]) {
  const prefixes = placeholders(pagesOf(out));
  mkdirSync(confDir, { recursive: true });
  writeFileSync(join(confDir, "route_map.conf"), renderMap(prefixes));
  console.log(`routes: ${prefixes.length} placeholders: ${prefixes.join(", ")}`);
}
