import { newEmail } from "../fixtures/api";
import { mailTo, password } from "../fixtures/server";
import { expect, expectAccessible, test } from "../fixtures";
import type { Api } from "../fixtures/api";

async function join(owner: Api, member: Api, name: string) {
  const { email } = await member.register(name, newEmail());
  await owner.send("POST", "/invitations", { email });
  const { token } = await mailTo(email, /./);
  await member.send("POST", "/invitations/accept", { token });
  member.workspace = owner.workspace;
}

test("C97: ownership is handed on, and the last owner cannot leave", async ({ page, tenant, another }) => {
  const bo = await another();
  await join(tenant.api, bo.api, "Bo Lind");
  await page.goto("/settings/workspace");
  await expect(page.getByText("You are its only owner.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Leave" })).toHaveCount(0);
  expect((await tenant.api.try("POST", `/workspaces/${tenant.api.workspace}/leave`)).status()).toBe(409);

  await page.getByRole("button", { name: "Transfer" }).click();
  const dialog = page.getByRole("dialog", { name: "Transfer ownership" });
  await dialog.getByLabel("New owner").selectOption({ index: 1 });
  await dialog.getByRole("button", { name: "Transfer" }).click();
  await expect(page.getByText("Bo Lind is the owner now")).toBeVisible();
  await expect(page.getByRole("button", { name: "Transfer" })).toHaveCount(0);
  await expect(page.getByText("Only an owner can change this.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Leave" })).toBeEnabled();
});

test("a closed workspace is gone for everybody and can be restored", async ({ page, tenant }) => {
  const { name } = await tenant.api.send<{ name: string }>("GET", `/workspaces/${tenant.api.workspace}`);
  await page.goto("/settings/workspace");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Close ${name}?` });
  await dialog.getByLabel(/^To confirm/).fill(name);
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(page).toHaveURL("/settings/data");
  expect((await tenant.api.try("GET", "/projects")).status()).toBe(404);

  await page.getByRole("button", { name: `Restore ${name}` }).click();
  await expect(page.getByText(`${name} is back`)).toBeVisible();
  expect((await tenant.api.try("GET", "/projects")).status()).toBe(200);
});

test("a second workspace is made, switched to, remembered and found by its links; closed, the first one is there", async ({
  page,
  tenant,
  clean,
}) => {
  clean.allowStatus(401);
  clean.allowStatus(404, /(projects|tasks)/);
  const { api, workspaces } = tenant;
  const first = workspaces[0]!;
  const project = await api.project("First website");
  const menu = page.getByRole("button", { name: /^Workspace: / });
  const inside = (name: string) => expect(menu).toHaveAccessibleName(`Workspace: ${name}`);

  await page.goto("/dashboard");
  await menu.click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await expect(page).toHaveURL("/workspaces/new");
  await page.getByLabel("Name").fill("Studio Two");
  await expectAccessible(page, "a new workspace");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page).toHaveURL("/dashboard");
  await inside("Studio Two");
  const { workspaces: both } = await api.send<typeof tenant>("GET", "/me");
  api.workspace = both.find(({ name }) => name === "Studio Two")!.id;
  const second = await api.project("Second website");
  const task = await api.task(second, "Photos");
  await page.goto("/projects");
  await expect(page.getByRole("link", { name: /Second website/ }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: /First website/ })).toHaveCount(0);

  await menu.click();
  await page.getByRole("menuitemradio", { name: first.name }).click();
  await inside(first.name);
  await page.goto(`/projects/${second.id}/tasks/${task.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Photos" })).toBeAttached();
  await inside("Studio Two");
  await expect(page.getByText("You are in Studio Two now")).toBeVisible();
  await page.goto(`/projects/${project.id}`);
  await inside(first.name);
  await page.goto(`/projects/${second.id}`);
  await inside("Studio Two");
  await page.goto("/projects/019a0000-0000-7000-8000-000000000000");
  await expect(page.getByRole("link", { name: "Back to projects" })).toBeVisible();

  // The session runs out; whoever comes back is where they were.
  await page.context().clearCookies();
  await page.goto("/projects");
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel("Email").fill(tenant.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await inside("Studio Two");

  await page.goto("/settings/workspace");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Close Studio Two?" });
  await dialog.getByLabel(/^To confirm/).fill("Studio Two");
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(page).toHaveURL("/dashboard");
  await inside(first.name);
});

test("C91: the audit log tells what happened, and its chain can be checked", async ({ page, tenant }) => {
  await tenant.api.send("POST", "/invitations", { email: newEmail() });
  await page.goto("/settings/audit");
  await expect(page.getByRole("list", { name: "Audit log" })).toContainText(/Invitation/);
  await page.getByRole("button", { name: "Check the log" }).click();
  await expect(page.getByText(/entries are as they were written/)).toBeVisible();
});
