import type { Locator } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures";
import { sql } from "../fixtures/server";

const box = async (locator: Locator) => (await locator.boundingBox())!;

test("titles can be read on the dashboard of a small laptop", async ({ page, tenant }) => {
  const { api, id } = tenant;
  const project = await api.project("Online shop for made-to-order tables");
  const due = new Date(Date.now() + 2 * 86_400_000).toISOString();
  await api.task(project, "Terms of sale checked by the lawyer", { assignee_id: id, priority: 4, due_at: due });
  for (const width of [768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 768 });
    await page.goto("/dashboard");
    const title = page.getByRole("region", { name: /Next 7 days/ }).getByRole("link");
    await expect(title).toBeVisible();
    expect((await box(title)).width, `at ${width}`).toBeGreaterThan(180);
  }
});

test("the line of pages is pushed to the one that is open @phone", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  for (const [path, nav, name] of [
    ["/settings/audit", "Settings", "Audit log"],
    [`/projects/${project.id}/settings`, "Project", "Settings"],
  ] as const) {
    await page.goto(path);
    const link = page.getByRole("navigation", { name: nav }).getByRole("link", { name });
    await expect(link).toHaveAttribute("aria-current", "page");
    await expect.poll(async () => Math.round((await box(link)).x + (await box(link)).width)).toBeLessThanOrEqual(390);
  }
});

test("a long conversation opens at its end, over the place to write, and the navigation counts who waits", async ({
  page,
  tenant,
}) => {
  const { api } = tenant;
  const client = await api.client("Café Luna");
  const { id } = await api.send<{ id: string }>("POST", "/conversations", {
    client_id: client.id,
    subject: "Photos for the menu",
    visibility: "client",
  });
  sql(`insert into app.messages (workspace_id, conversation_id, author_kind, author_name, channel, visibility, body)
       select '${api.workspace}', '${id}', 'client', 'Marta Luna', 'link', 'client', 'Dish ' || n from generate_series(1, 30) n`);
  await page.goto(`/inbox/${id}`);
  const last = page.getByRole("article").filter({ hasText: /Dish 30$/ });
  await expect(last).toBeVisible();
  const field = page.getByLabel("Write a message");
  await expect
    .poll(async () => Math.round((await box(field)).y - (await box(last)).y - (await box(last)).height))
    .toBeGreaterThan(0);
  await expect(field).toBeInViewport();
  await expect(last).toBeInViewport();

  // Who reads further up stays there, whatever is clicked.
  await page.evaluate(() => window.scrollTo(0, 0));
  const first = page.getByRole("article").filter({ hasText: /Dish 1(?!\d)/ });
  await first.getByRole("button", { name: "React" }).click();
  await page.getByRole("menuitem").first().click();
  await expect(first.getByRole("button", { name: /, 1$/ })).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);

  await expect(page.getByRole("link", { name: "Inbox 1 waiting on you" }).first()).toBeVisible();
  await expectAccessible(page, "a conversation with a count in the navigation");
});
