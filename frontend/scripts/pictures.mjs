// Takes the pictures of the start page from the running app with its demo data.
//
//   node scripts/pictures.mjs http://localhost:8080 EMAIL PASSWORD
import { chromium } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { frontend } from "./lib/out.mjs";

const [origin, email, password] = process.argv.slice(2);
const folder = join(frontend, "public/pictures");
const viewport = { width: 1280, height: 800 };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox", "--disable-gpu"],
});

/** The browser itself turns its PNG into WebP. */
async function toWebp(page, png) {
  const url = await page.evaluate(
    async (source) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext("2d").drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.86 });
      return new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.readAsDataURL(blob);
      });
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
  return Buffer.from(url.split(",")[1], "base64");
}

async function take(colorScheme, theme) {
  const context = await browser.newContext({ viewport, colorScheme });
  const headers = { origin };
  const call = async (method, path, data) => {
    const answer = await context.request.fetch(`${origin}/api/v1${path}`, { method, headers, data });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()).data;
  };
  const read = (path) => call("GET", path);
  headers["smartstack-workspace"] = (await call("POST", "/auth/login", { email, password })).workspaces[0].id;

  const projects = await read("/projects?limit=10&sort=-updated_at&filter[status]=active");
  const project = projects.find(({ client_id }) => client_id) ?? projects[0];
  const conversations = await read("/conversations?limit=50&filter[visibility]=client");
  const longest = conversations.reduce((most, one) => (one.last_message_seq > most.last_message_seq ? one : most));
  const [approval] = await read("/approvals?limit=1&filter[status]=pending");
  const scope = { scope_type: "client", scope_id: approval?.client_id ?? project.client_id };
  const link = await call("POST", "/share-links", { ...scope, permission: "edit" });

  const page = await context.newPage();
  const helper = await browser.newPage();
  for (const [name, path] of [
    ["board", `/projects/${project.id}/board`],
    ["conversation", `/inbox/${longest.id}`],
    ["portal", `/s#${link.token}`],
  ]) {
    await page.goto(origin + path);
    await page.waitForLoadState("networkidle");
    await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
    writeFileSync(join(folder, `${name}-${theme}.webp`), await toWebp(helper, await page.screenshot()));
  }
  await call("POST", `/share-links/${link.id}/revoke`);
  await context.close();
}

mkdirSync(folder, { recursive: true });
await take("light", "light");
await take("dark", "dark");
await browser.close();
