import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures";

test("personal data is gathered and saved as a file", async ({ page, tenant }) => {
  await page.goto("/settings/data");
  await page.getByRole("button", { name: "Gather my data" }).click();
  const save = page.getByRole("button", { name: "Save the file" });
  await expect(save).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  expect(download.suggestedFilename()).toMatch(/^smartstack-\d{4}-\d\d-\d\d\.json$/);
  const content = readFileSync(await download.path(), "utf8");
  expect(content).toContain(tenant.email);
  expect(content).not.toContain("argon2");
});

test("deleting the account takes its address typed; signing in brings it back", async ({ page, tenant, clean }) => {
  clean.allowStatus(401);
  await page.goto("/settings/data");
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  const confirm = dialog.getByRole("button", { name: "Delete account" });
  await dialog.getByLabel(/^To confirm/).fill("somebody@example.com");
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel(/^To confirm/).fill(tenant.email);
  await confirm.click();
  await expect(page).toHaveURL("/");
  expect((await tenant.api.try("GET", "/me")).status()).toBe(401);

  const back = await tenant.api.signIn(tenant.email);
  expect(back.workspaces).toHaveLength(1);
});
