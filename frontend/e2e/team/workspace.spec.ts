import { newEmail } from "../fixtures/api";
import { mailTo } from "../fixtures/server";
import { expect, test } from "../fixtures";
import type { Api } from "../fixtures/api";

async function join(owner: Api, member: Api, name: string) {
  const { email } = await member.register(name, newEmail());
  await owner.send("POST", "/invitations", { email });
  const { token } = await mailTo(email, /./);
  await member.send("POST", "/invitations/accept", { token });
  member.workspace = owner.workspace;
}

test("C97: ownership is handed on, and the last owner cannot leave", async ({ page, tenant, another, clean }) => {
  clean.allowStatus(409, /leave/);
  const bo = await another();
  await join(tenant.api, bo.api, "Bo Lind");
  await page.goto("/settings/workspace");
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await expect(page.getByText("Somebody has to own it: transfer or close it")).toBeVisible();

  await page.getByRole("button", { name: "Transfer" }).click();
  const dialog = page.getByRole("dialog", { name: "Transfer ownership" });
  await dialog.getByLabel("New owner").selectOption({ index: 1 });
  await dialog.getByRole("button", { name: "Transfer" }).click();
  await expect(page.getByText("Bo Lind is the owner now")).toBeVisible();
  await expect(page.getByRole("button", { name: "Transfer" })).toHaveCount(0);
  await expect(page.getByText("Only an owner can change this.")).toBeVisible();
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

test("C91: the audit log tells what happened, and its chain can be checked", async ({ page, tenant }) => {
  await tenant.api.send("POST", "/invitations", { email: newEmail() });
  await page.goto("/settings/audit");
  await expect(page.getByRole("list", { name: "Audit log" })).toContainText(/Invitation/);
  await page.getByRole("button", { name: "Check the log" }).click();
  await expect(page.getByText(/entries are as they were written/)).toBeVisible();
});
