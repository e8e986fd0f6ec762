// Bytes that a browser loads for each page (brotli), and the bounds they keep.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import zlib from "node:zlib";
import { tagsOf } from "./lib/html.mjs";
import { failOn, out, pagesOf, read } from "./lib/out.mjs";

const limits = {
  shared: 140_000,
  script: 200_000,
  css: 12_000,
  html: 6_000,
  files: 21,
};
const scriptLimits = { "/login.html": 160_000, "/register.html": 160_000, "/s.html": 150_000 };

const sizes = new Map();
const sizeOf = (path) => {
  if (!sizes.has(path)) sizes.set(path, zlib.brotliCompressSync(readFileSync(join(out, path))).length);
  return sizes.get(path);
};
const sum = (paths) => paths.reduce((bytes, path) => bytes + sizeOf(path), 0);
const local = (address) => address.split(/[?#]/)[0];

function weigh(page) {
  const scripts = new Set();
  const sheets = new Set();
  for (const { name, attributes } of tagsOf(read(page))) {
    if (name === "script" && attributes.src && attributes.nomodule === undefined) scripts.add(local(attributes.src));
    if (name === "link" && attributes.rel === "stylesheet") sheets.add(local(attributes.href));
  }
  return { page, scripts: [...scripts], sheets: [...sheets] };
}

const pages = pagesOf()
  .filter((page) => page !== "/500.html")
  .map(weigh);
const shared = pages.reduce((common, { scripts }) => common.filter((path) => scripts.includes(path)), pages[0].scripts);
const faults = [];
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
const check = (what, value, limit) => {
  if (value > limit) faults.push(`${what}: ${value}, at most ${limit}`);
};

console.log(`${"page".padEnd(44)}  script     css    html  (kB, brotli)`);
for (const { page, scripts, sheets } of pages) {
  const script = sum(scripts);
  const css = sum(sheets);
  const html = sizeOf(page);
  console.log(page.padEnd(42) + kb(script) + kb(css) + kb(html));
  check(`${page}, script`, script, scriptLimits[page] ?? limits.script);
  check(`${page}, css`, css, limits.css);
  check(`${page}, html`, html, limits.html);
  check(`${page}, files`, scripts.length + sheets.length, limits.files);
}
console.log("shared by all".padEnd(42) + kb(sum(shared)));
check("shared scripts", sum(shared), limits.shared);
failOn(faults);
