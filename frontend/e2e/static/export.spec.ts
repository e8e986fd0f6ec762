import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../fixtures";

const out = join(import.meta.dirname, "../../out");
const pages = readdirSync(out, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".html") && !/(^|\/)(404|500|_not-found)\.html$/.test(path))
  .map((path) => `/${path.replace(/\.html$/, "").replace(/^index$/, "")}`);
const ids = ["1", "t9", "019a9f42-0000-7000-8000-000000000007"];

const hardened: Record<string, RegExp> = {
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /./,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "permissions-policy": /camera=\(\)/,
};

test("C36: every exported page answers for any id, with its own policy and all headers", async ({ request }) => {
  for (const page of pages) {
    for (const id of page.includes("/_") ? ids : [""]) {
      const address = page.replace(/\/_(?=\/|$)/g, `/${id}`);
      const answer = await request.get(address);
      expect(answer.status(), address).toBe(200);
      const headers = answer.headers();
      expect(headers["content-type"], address).toMatch(/^text\/html/);
      expect(headers["cache-control"], address).toBe("no-cache");
      for (const [name, value] of Object.entries(hardened)) expect(headers[name], `${address} ${name}`).toMatch(value);

      const policy = headers["content-security-policy"];
      expect(policy, address).toContain("default-src 'none'");
      expect(policy, address).toContain("require-trusted-types-for 'script'");
      expect(policy, address).not.toContain("unsafe");
    }
  }
});

test("files with a hash in their name are kept for ever and come compressed", async ({ request }) => {
  const html = await (await request.get("/login")).text();
  const script = /\/_next\/static\/[^"]+\.js/.exec(html)![0];
  for (const [encoding, expected] of [
    ["br", "br"],
    ["gzip", "gzip"],
    ["identity", undefined],
  ]) {
    const answer = await request.get(script, { headers: { "accept-encoding": encoding! } });
    expect(answer.headers()["content-encoding"]).toBe(expected);
    expect(answer.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
  }
  const again = await request.get("/login");
  const fresh = await request.get("/login", { headers: { "if-none-match": again.headers().etag } });
  expect(fresh.status()).toBe(304);
});

test("what is not there is a page that says so, and a closing slash is no other page", async ({ request }) => {
  for (const address of [
    "/nowhere",
    "/projects/a.b",
    "/projects/1/nowhere",
    "/_next/static/none.js",
    "/.env",
    "/.git/config",
  ]) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(404);
    expect(answer.headers()["content-security-policy"], address).not.toContain("unsafe");
    expect(await answer.text(), address).toContain("</html>");
  }
  const slash = await request.get("/projects/", { maxRedirects: 0 });
  expect(slash.status()).toBe(301);
  expect(slash.headers().location).toMatch(/\/projects$/);
});

test("injected scripts do not run", async ({ page, clean }) => {
  clean.allow(/Content Security Policy|CSP refused|Trusted ?(Type|Script|HTML)/i);
  await page.goto("/login");
  const ran = await page.evaluate(async () => {
    const marks: string[] = [];
    Object.assign(window, { mark: (text: string) => marks.push(text) });
    const attempt = (run: () => void) => {
      try {
        run();
      } catch {
        // Refused by Trusted Types before the policy is asked.
      }
    };
    attempt(() => {
      const script = document.createElement("script");
      script.text = "mark('inline')";
      document.head.append(script);
    });
    attempt(() => (document.body.innerHTML += "<img src=x onerror=mark('handler')>"));
    attempt(() => {
      const script = document.createElement("script");
      script.src = "https://evil.example/x.js";
      document.head.append(script);
    });
    setTimeout(() => attempt(() => new Function("mark('eval')")()), 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return marks;
  });
  expect(ran).toEqual([]);
});
