// Checks the finished export: what the web server and the browser rely on.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import zlib from "node:zlib";
import { policies, renderMap as renderPolicies } from "./csp.mjs";
import { tagsOf } from "./lib/html.mjs";
import { confDir, failOn, filesOf, out, pagesOf, read } from "./lib/out.mjs";
import { pageFor, placeholders, renderMap as renderRoutes } from "./routes.mjs";

const faults = [];
const files = new Set(filesOf());
const pages = pagesOf();
const plain = new Set(["/404.html", "/500.html", "/_not-found.html"]);
const prefixes = placeholders(pages);

for (const page of ["/index.html", "/404.html", "/500.html", "/login.html", "/register.html", "/dashboard.html"]) {
  if (!files.has(page)) faults.push(`${page} is missing`);
}

function checkPage(page) {
  const found = { title: 0, lang: false, viewport: false };
  for (const { name, attributes, text } of tagsOf(read(page))) {
    if (name === "title" && text.trim()) found.title += 1;
    if (name === "html" && attributes.lang) found.lang = true;
    if (name === "meta" && attributes.name === "viewport") found.viewport = true;

    const address = attributes.src ?? (name === "link" ? attributes.href : undefined);
    if (address !== undefined && !/^(\/(?!\/)|data:)/.test(address)) faults.push(`${page}: foreign address ${address}`);
    if (address?.startsWith("/_next/") && !files.has(address.split(/[?#]/)[0]))
      faults.push(`${page}: no file ${address}`);
    if (name === "a" && /\/_(\/|$|\?)/.test(attributes.href ?? "")) {
      faults.push(`${page}: link to a placeholder, ${attributes.href}`);
    }
  }
  if (found.title !== 1) faults.push(`${page}: ${found.title} titles`);
  if (!found.lang) faults.push(`${page}: no language`);
  if (!found.viewport) faults.push(`${page}: no viewport`);
  if (!plain.has(page) && !files.has(page.replace(/\.html$/, ".txt"))) faults.push(`${page}: no payload beside it`);
}

function checkRoutes() {
  for (const page of pages) {
    const address = page.replace(/\.html$/, "");
    for (const id of ["1", "t9", "019a9f42-0000-7000-8000-000000000007"]) {
      const asked = address === "/index" ? "/" : address.replace(/\/_(?=\/|$)/g, `/${id}`);
      for (const [path, wanted] of [
        [asked, page],
        [`${asked}.txt`, `${address}.txt`],
      ]) {
        if (asked === "/" && path !== "/") continue;
        const shown = pageFor(path, files, prefixes);
        if (files.has(wanted) && shown !== wanted) faults.push(`${path} shows ${shown}, not ${wanted}`);
      }
    }
  }
}

function checkMaps() {
  const made = policies();
  faults.push(...made.faults);
  const maps = { "csp_map.conf": renderPolicies(made.policies), "route_map.conf": renderRoutes(prefixes) };
  for (const [name, text] of Object.entries(maps)) {
    const file = join(confDir, name);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) faults.push(`${name} does not fit the export`);
  }
}

function checkCompressed() {
  for (const path of files) {
    const unpack = path.endsWith(".gz") ? zlib.gunzipSync : path.endsWith(".br") ? zlib.brotliDecompressSync : null;
    if (!unpack) continue;
    const source = path.slice(0, -3);
    if (!files.has(source)) faults.push(`${path}: its source is gone`);
    else if (!unpack(readFileSync(join(out, path))).equals(readFileSync(join(out, source))))
      faults.push(`${path} is stale`);
  }
}

pages.forEach(checkPage);
checkRoutes();
checkMaps();
checkCompressed();
failOn(faults);
console.log(`export-check: ${pages.length} pages, ${files.size} files`);
