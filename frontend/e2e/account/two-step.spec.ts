import type { Page } from "@playwright/test";
import { password } from "../fixtures/api";
import { letProofPass } from "../fixtures/server";
import { totp } from "../fixtures/totp";
import { expect, expectAccessible, test } from "../fixtures";

async function signIn(page: Page, email: string) {
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
}

test("two-step sign-in: set up with the proof of who it is, sign in with a code, then with a recovery code, switch off", async ({
  page,
  tenant,
  another,
  clean,
}) => {
  clean.allowStatus(403, /totp/);
  clean.allowStatus(401, /second-factor/);
  letProofPass(tenant.email);
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Set up two-step sign-in" }).click();
  const proof = page.getByRole("dialog", { name: "Is it you?" });
  await proof.getByLabel("Password", { exact: true }).fill(password);
  await proof.getByRole("button", { name: "Continue" }).click();

  const setUp = page.getByRole("dialog", { name: "Set up two-step sign-in" });
  await expect(setUp.getByRole("img", { name: "Key for an authenticator app" })).toBeVisible();
  const secret = (await setUp.locator("code").innerText()).replace(/\s/g, "");
  await expectAccessible(page, "setting up two-step sign-in");
  await setUp.getByLabel("Code of the app").fill(totp(secret, -1));
  await setUp.getByRole("button", { name: "Switch on" }).click();

  const shown = page.getByRole("dialog", { name: "Your recovery codes" });
  await expect(shown.getByRole("listitem")).toHaveCount(10);
  const codes = await shown.getByRole("listitem").allInnerTexts();
  expect(new Set(codes).size).toBe(10);
  await expectAccessible(page, "recovery codes");
  await shown.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  const { page: phone } = await another();
  await signIn(phone, tenant.email);
  const code = phone.getByLabel("Code", { exact: true });
  await code.fill(totp(secret, 100));
  await phone.getByRole("button", { name: "Confirm" }).click();
  await expect(phone.getByText("That code is wrong or was used before.")).toBeVisible();
  await code.fill(totp(secret));
  await phone.getByRole("button", { name: "Confirm" }).click();
  await expect(phone).toHaveURL("/dashboard");

  const { page: tablet } = await another();
  await signIn(tablet, tenant.email);
  await tablet.getByRole("button", { name: "Use a recovery code" }).click();
  await tablet.getByLabel("Recovery code").fill(codes[0]);
  await tablet.getByRole("button", { name: "Confirm" }).click();
  await expect(tablet).toHaveURL("/dashboard");

  await page.reload();
  await expect(page.getByText("9 recovery codes are left.")).toBeVisible();
  await page.getByRole("button", { name: "Switch off" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByRole("button", { name: "Set up two-step sign-in" })).toBeVisible();
});
