// What the web app knows of the contract, out of ../build/openapi.json:
// schema.d.ts has the types of all operations, roles.ts who may call which, and
// outside.ts which addresses belong to no workspace.
//
//   node scripts/gen.mjs [--check]    --check writes nothing and fails when one is old
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { failOn, frontend } from "./lib/out.mjs";

const methods = ["get", "put", "post", "patch", "delete"];
const operationsOf = (path) => methods.filter((method) => path[method]).map((method) => path[method]);

const inWorkspace = (path) =>
  [path, ...operationsOf(path)]
    .flatMap(({ parameters = [] }) => parameters)
    .some(({ $ref }) => $ref === "#/components/parameters/Workspace");

/** The role matrix as a module; an operation without roles is a fault of the contract. */
export function renderRoles({ paths }) {
  const lines = Object.values(paths)
    .flatMap(operationsOf)
    .map(({ operationId, "x-smartstack": { roles } }) => {
      const list = roles.map((role) => `"${role}"`).join(", ");
      return `  ${operationId}: [${list}],`;
    });
  return `// Made by scripts/gen.mjs from the contract: who may call which operation.
export const roles = {
${lines.sort().join("\n")}
} as const;
`;
}

export function renderOutside({ paths }) {
  const lines = Object.entries(paths)
    .filter(([, path]) => !inWorkspace(path))
    .map(([address]) => `  "${address}",`);
  return `// Made by scripts/gen.mjs from the contract: addresses that belong to no workspace.
export const withoutWorkspace = [
${lines.sort().join("\n")}
];
`;
}

async function main() {
  const source = resolve(frontend, "../build/openapi.json");
  const contract = JSON.parse(readFileSync(source, "utf8"));
  const types = await openapiTS(new URL(`file://${source}`), { defaultNonNullable: false });
  const made = {
    "schema.d.ts": COMMENT_HEADER + astToString(types),
    "roles.ts": renderRoles(contract),
    "outside.ts": renderOutside(contract),
  };

  const folder = join(frontend, "src/lib/api");
  const faults = [];
  for (const [name, text] of Object.entries(made)) {
    const file = join(folder, name);
    if (!process.argv.includes("--check")) writeFileSync(file, text);
    else if (readFileSync(file, "utf8") !== text) faults.push(`src/lib/api/${name} is older than the contract`);
  }
  failOn(faults);
}

if (import.meta.filename === process.argv[1]) await main();
