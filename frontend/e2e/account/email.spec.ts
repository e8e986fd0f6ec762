import { newEmail } from "../fixtures/api";
import { mailTo } from "../fixtures/server";
import { expect, test } from "../fixtures";

test("a new address counts once its mail has been opened, and the old one is told", async ({ page, tenant }) => {
  const email = newEmail();
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Change email" }).click();
  await page.getByLabel("New email").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(`Waits for the link that we sent to ${email}.`)).toBeVisible();

  const { token } = await mailTo(email, /Confirm/);
  await page.goto(`/email#${token}`);
  await expect(page).toHaveURL("/email");
  await page.getByRole("button", { name: "Confirm email" }).click();
  await expect(page.getByRole("heading", { name: "Your email is new" })).toBeVisible();
  await mailTo(tenant.email, /./);
  await tenant.api.signIn(email);
  await page.goto("/settings/profile");
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(email);
});
