// The Content-Security-Policy of every exported page, with the hashes of its
// inline scripts and styles, as an nginx map: build/web/csp_map.conf.
//
// Style attributes and on…= handlers have no hash and stop the build.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tagsOf } from "./lib/html.mjs";
import { confDir, failOn, frontend, out, pagesOf, read } from "./lib/out.mjs";

const dataTypes = new Set(["application/json", "application/ld+json", "text/plain"]);

export const hashOf = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/** Hashes that a page needs, and what in it no hash can allow. */
export function inspect(html) {
  const scripts = new Set();
  const styles = new Set();
  const faults = [];

  for (const { name, attributes, text } of tagsOf(html)) {
    if (name === "script" && attributes.src === undefined && !dataTypes.has(attributes.type)) {
      scripts.add(hashOf(text));
    }
    if (name === "style") styles.add(hashOf(text));

    for (const [attribute, value] of Object.entries(attributes)) {
      if (attribute === "style") faults.push(`<${name} style="${value}">`);
      if (/^on[a-z]+$/.test(attribute)) faults.push(`<${name} ${attribute}=…>`);
      if (/^(href|src|action)$/.test(attribute) && /^\s*javascript:/i.test(value)) {
        faults.push(`<${name} ${attribute}="${value}">`);
      }
    }
  }
  return { scripts: [...scripts].sort(), styles: [...styles].sort(), faults };
}

/**
 * Sheets that libraries add at run time. Their text is constant and is read out
 * of the installed packages, so that an update of one changes the policy too.
 */
export function runtimeStyles(modules = join(frontend, "node_modules")) {
  const literal = (file, before) => {
    const source = readFileSync(join(modules, file), "utf8");
    const at = source.indexOf(`${before}"`);
    const match = at < 0 ? null : /^"(?:[^"\\]|\\.)*"/.exec(source.slice(at + before.length));
    if (!match) throw new Error(`${file}: no style after ${before}`);
    return JSON.parse(match[0]);
  };
  return [
    hashOf(""),
    hashOf(literal("sonner/dist/index.mjs", "__insertCSS(")),
    hashOf(literal("next-themes/dist/index.mjs", "createTextNode(")),
  ];
}

export function policy({ scripts, styles }, extraStyles) {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(" "),
    ["style-src 'self'", ...new Set([...extraStyles, ...styles])].join(" "),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types nextjs nextjs#bundler default",
  ].join("; ");
}

/** Longer ones would not fit into a bucket of nginx's maps as they are by default. */
const longestPath = 46;

/** The map; whatever is no page may do nothing at all. */
export function renderMap(policies) {
  const lines = Object.entries(policies).map(([path, value]) => `    "${path}" "${value}";`);
  return `# Made by frontend/scripts/csp.mjs.
map $uri $smartstack_csp {
    default "default-src 'none'; frame-ancestors 'none'; sandbox";
${lines.join("\n")}
}
`;
}

export function policies(dir = out) {
  const extra = runtimeStyles();
  const faults = [];
  const found = {};
  for (const page of pagesOf(dir)) {
    const seen = inspect(read(page, dir));
    faults.push(...seen.faults.map((fault) => `${page}: ${fault}`));
    if (page.length > longestPath) faults.push(`${page}: longer than ${longestPath} characters`);
    found[page] = policy(seen, extra);
  }
  return { policies: found, faults };
}

if (import.meta.filename === process.argv[1]) {
  const made = policies();
  failOn(made.faults);
  mkdirSync(confDir, { recursive: true });
  writeFileSync(join(confDir, "csp_map.conf"), renderMap(made.policies));
  const longest = Math.max(...Object.values(made.policies).map((value) => value.length));
  console.log(`csp: ${Object.keys(made.policies).length} pages, longest policy ${longest} bytes`);
}
