import { expect, test } from "../fixtures";

test("C13: a device is signed out from another one, by its next click", async ({ page, tenant, another, clean }) => {
  clean.allowStatus(401);
  const lost = await another();
  await lost.api.signIn(tenant.email);
  await lost.page.goto("/projects");
  await expect(lost.page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();

  await page.goto("/settings/security");
  const devices = page.getByRole("list", { name: "Where you are signed in" });
  await expect(devices.getByRole("listitem")).toHaveCount(2);
  await expect(devices.getByRole("listitem").first()).toContainText("This device");
  await devices.getByRole("button", { name: /^Sign out/ }).click();
  await expect(devices.getByRole("listitem")).toHaveCount(1);

  await lost.page.goto("/clients");
  await expect(lost.page).toHaveURL(/\/login/);
  expect((await tenant.api.try("GET", "/me")).status()).toBe(200);
});

test("C12: signing out everywhere ends this device, too", async ({ page, tenant, another, clean }) => {
  clean.allowStatus(401);
  const other = await another();
  await other.api.signIn(tenant.email);
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL("/login");
  expect((await tenant.api.try("GET", "/me")).status()).toBe(401);
  expect((await other.api.try("GET", "/me")).status()).toBe(401);
});
