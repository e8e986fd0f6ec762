// @vitest-environment node
import { describe, expect, test } from "vitest";
import { hashOf, inspect, policy, renderMap as renderPolicies, runtimeStyles } from "./csp.mjs";
import { renderOutside, renderRoles } from "./gen.mjs";
import { tagsOf } from "./lib/html.mjs";
import { completeLock, platformOf } from "./lockfix.mjs";
import { pageFor, placeholders, renderMap as renderRoutes } from "./routes.mjs";

describe("tags of a page", () => {
  test("attributes in every quoting, raw text of scripts, no comments", () => {
    const html = `<!-- <b> --><p class="a &amp; b" hidden data-x='1' title=t><script src=/a.js async></script><script>if (a<b) "</p>"</script>`;
    expect([...tagsOf(html)]).toEqual([
      { name: "p", attributes: { class: "a & b", hidden: "", "data-x": "1", title: "t" } },
      { name: "script", attributes: { src: "/a.js", async: "" }, text: "" },
      { name: "script", attributes: {}, text: `if (a<b) "</p>"` },
    ]);
  });
});

describe("content policy", () => {
  test("hashes inline scripts and styles, not files and data", () => {
    const seen = inspect(
      `<script>a()</script><script src="/x.js"></script><script type="application/ld+json">{}</script><style>b{}</style>`,
    );
    expect(seen).toEqual({ scripts: [hashOf("a()")], styles: [hashOf("b{}")], faults: [] });
  });

  test("the hash is the one of the standard's example", () => {
    expect(hashOf("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
  });

  test("a style attribute, a handler and a javascript: link are faults", () => {
    const { faults } = inspect(`<p style="color:red"><img onerror="x()"><a href=" javascript:x()">`);
    expect(faults).toHaveLength(3);
  });

  test("never allows unsafe-inline, and knows the sheets of the libraries", () => {
    const text = policy({ scripts: [hashOf("a()")], styles: [] }, runtimeStyles());
    expect(text).not.toContain("unsafe");
    expect(text).toContain(`script-src 'self' ${hashOf("a()")};`);
    expect(text.match(/style-src 'self'( 'sha256-[^']+'){3};/)).not.toBeNull();
    expect(renderPolicies({ "/a.html": text })).toContain(`"/a.html" "${text}";`);
  });
});

describe("placeholder routes", () => {
  const pages = [
    "/index.html",
    "/projects.html",
    "/projects/_.html",
    "/projects/_/tasks/_.html",
    "/projects/_/tasks/_/history.html",
    "/projects/new.html",
  ];
  const files = new Set([
    ...pages,
    "/projects/_.txt",
    "/projects/_/tasks/_.txt",
    "/projects/_/__next._tree.txt",
    "/projects/new.txt",
  ]);
  const prefixes = placeholders(pages);

  test("deepest first", () => {
    expect(prefixes).toEqual(["/projects/_/tasks/_", "/projects/_"]);
    expect(renderRoutes(prefixes)).toContain(
      `"~^/projects/[A-Za-z0-9-]+/tasks/[A-Za-z0-9-]+(?<smartstack_rest>[/.].*)?$" "/projects/_/tasks/_$smartstack_rest";`,
    );
  });

  test.each([
    ["/", "/index.html"],
    ["/projects", "/projects.html"],
    ["/projects/12", "/projects/_.html"],
    ["/projects/new", "/projects/new.html"],
    ["/projects/new.txt", "/projects/new.txt"],
    ["/projects/12.txt", "/projects/_.txt"],
    ["/projects/12/__next._tree.txt", "/projects/_/__next._tree.txt"],
    ["/projects/12/tasks/t9", "/projects/_/tasks/_.html"],
    ["/projects/12/tasks/t9/history", "/projects/_/tasks/_/history.html"],
    ["/projects/12/tasks", undefined],
    ["/projects/a.b/tasks/1", undefined],
    ["/elsewhere", undefined],
  ])("%s shows %s", (address, page) => {
    expect(pageFor(address, files, prefixes)).toBe(page);
  });
});

describe("lock file", () => {
  test("platform from the name", () => {
    expect(platformOf("@next/swc-darwin-arm64")).toEqual({ os: ["darwin"], cpu: ["arm64"] });
    expect(platformOf("@tailwindcss/oxide-wasm32-wasi")).toEqual({ cpu: ["wasm32"] });
  });

  test("adds what is missing once, beside another version below its parent", () => {
    const lock = {
      packages: {
        "": {},
        "node_modules/a": {
          version: "1.0.0",
          dev: true,
          optionalDependencies: { "a-darwin-x64": "1.0.0", "a-linux-x64": "1.0.0" },
        },
        "node_modules/a-linux-x64": { version: "0.9.0" },
      },
    };
    expect(completeLock(lock)).toEqual(["a-darwin-x64@1.0.0", "a-linux-x64@1.0.0"]);
    expect(lock.packages["node_modules/a-darwin-x64"]).toEqual({
      version: "1.0.0",
      os: ["darwin"],
      cpu: ["x64"],
      optional: true,
      dev: true,
    });
    expect(lock.packages["node_modules/a/node_modules/a-linux-x64"].version).toBe("1.0.0");
    expect(completeLock(lock)).toEqual([]);
  });
});

describe("role matrix", () => {
  const workspace = { $ref: "#/components/parameters/Workspace" };
  const operation = (operationId, roles, parameters) => ({
    operationId,
    "x-smartstack": { roles },
    parameters,
  });

  const paths = {
    "/b/{id}": { parameters: [], post: operation("makeB", ["owner"], [workspace]), get: operation("getB", ["user"]) },
    "/c": { parameters: [workspace], put: operation("putC", ["owner", "member"]) },
    "/a/{id}": { delete: operation("dropA", ["link:view"]) },
  };

  test("one line an operation, by name", () => {
    expect(renderRoles({ paths })).toContain(`{
  dropA: ["link:view"],
  getB: ["user"],
  makeB: ["owner"],
  putC: ["owner", "member"],
} as const`);
  });

  test("an address is outside when none of its operations names a workspace", () => {
    expect(renderOutside({ paths })).toContain(`[
  "/a/{id}",
];`);
  });

  test("an operation without roles stops the build", () => {
    expect(() => renderRoles({ paths: { "/a": { get: { operationId: "a", "x-smartstack": {} } } } })).toThrow();
  });
});
