import { sql } from "../fixtures/server";
import { expect, expectAccessible, test } from "../fixtures";

const makeAdmin = (email: string) => sql(`update app.users set is_admin = true where email = '${email}'`);

test("the administration is for administrators only", async ({ page, tenant }) => {
  await page.goto("/admin/users");
  await expect(page.getByRole("heading", { name: "This is for administrators of the platform" })).toBeVisible();
  expect((await tenant.api.try("GET", "/admin/users")).status()).toBe(403);
});

test("an account is disabled with a reason, and can sign in again once it is enabled", async ({
  page,
  tenant,
  another,
}) => {
  makeAdmin(tenant.email);
  const bo = await another();
  const { email } = await bo.api.register("Bo Lind");
  await page.goto("/dashboard");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Administration" }).click();
  await expect(page).toHaveURL("/admin/overview");
  await expectAccessible(page, "administration");

  const act = async (action: string) => {
    await page.goto(`/admin/users?q=${email}`);
    await page.getByRole("button", { name: `Actions for ${email}` }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
    await page.getByLabel("Reason").fill("Ticket 4711");
    await page.getByRole("dialog").getByRole("button", { name: action, exact: true }).click();
    await expect(page.getByText(`Done: ${email}`)).toBeVisible();
  };
  await act("Disable");
  expect((await bo.api.try("GET", "/me")).status()).toBe(401);
  await act("Enable");
  await bo.api.signIn(email);
  await page.goto("/admin/audit");
  await expect(page.getByRole("list", { name: "Audit log" })).toContainText(/disabled/);
});

test("C92: support sees a workspace only when its owner agrees, under a banner, and for as long", async ({
  page,
  tenant,
  another,
  clean,
}) => {
  clean.allowStatus(404, /support-access|projects|conversations/);
  const { api } = tenant;
  const project = await api.project("New website");
  const task = await api.task(project, "Photos", { description: "Twelve dishes" });
  await api.send("POST", `/tasks/${task.id}/comments`, { body: "They come on Friday." });
  const admin = await another();
  const person = await admin.api.register("Support Person");
  makeAdmin(person.email);
  const { name } = await tenant.api.send<{ name: string }>("GET", `/workspaces/${tenant.api.workspace}`);
  sql(`update app.workspaces set name = 'Studio ' || id where id = '${tenant.api.workspace}'`);
  const read = () => admin.api.try("GET", "/projects", undefined, { "smartstack-workspace": tenant.api.workspace });

  await admin.page.goto("/admin/workspaces");
  await admin.page.getByRole("button", { name: `Actions for Studio ${tenant.api.workspace}` }).click();
  await admin.page.getByRole("menuitem", { name: /Ask for access/ }).click();
  await admin.page.getByLabel("Reason").fill("Ticket 4711");
  await admin.page
    .getByRole("dialog")
    .getByRole("button", { name: /Ask for access/ })
    .click();
  await expect(admin.page.getByText(/were asked/)).toBeVisible();
  expect((await read()).status(), name).toBe(404);

  await page.goto("/settings/workspace");
  await page.getByRole("button", { name: "Allow for 30 minutes" }).click();
  await expect(page.getByText(/Reads until/)).toBeVisible();
  expect((await read()).status()).toBe(200);

  const look = admin.page;
  await look.goto("/admin/support");
  await look.getByRole("link", { name: "Look inside" }).first().click();
  const banner = look.getByRole("region", { name: "Support access" });
  await expect(banner).toContainText(`You are looking into Studio ${tenant.api.workspace}`);
  await expect(banner).toContainText("Ticket 4711");
  await expect(banner.getByRole("timer")).toHaveText(/^(29|30):\d\d left$/);
  await look.getByRole("link", { name: "New website" }).click();
  await look.getByRole("link", { name: "Photos" }).click();
  await expect(look.getByText("Twelve dishes")).toBeVisible();
  await expect(look.getByText("They come on Friday.")).toBeVisible();
  await expect(look.getByRole("main").getByRole("textbox")).toHaveCount(0);
  await expectAccessible(look, "inside a workspace");
  await look.getByRole("link", { name: "Conversations" }).click();
  await expect(look.getByText("Nothing here")).toBeVisible();
  const trail = await api.send<{ action: string; actor_id: string; on_behalf_of: string }[]>("GET", "/audit-log");
  expect(trail.find(({ action }) => action === "support.read")).toMatchObject({
    actor_id: person.id,
    on_behalf_of: tenant.id,
  });

  await page.getByRole("button", { name: "End now" }).click();
  await expect(page.getByRole("button", { name: "End now" })).toHaveCount(0);
  await expect(look.getByText("This look is over")).toBeVisible();
  await expect(banner).toHaveCount(0);
  expect((await read()).status()).toBe(404);
});
