import { password } from "../fixtures/api";
import { letProofPass, mailTo } from "../fixtures/server";
import { expect, test } from "../fixtures";

const another = "a horse on the moon 42";

test("C15: a forgotten password is set anew by mail, which ends every session and works once", async ({
  page,
  tenant,
  another: open,
  clean,
}) => {
  clean.allowStatus(401);
  clean.allowStatus(410, /reset/);
  const { page: visitor } = await open();
  await visitor.goto("/login");
  await visitor.getByRole("link", { name: "Forgot your password?" }).click();
  await visitor.getByLabel("Email").fill(tenant.email);
  await visitor.getByRole("button", { name: "Send the link" }).click();
  await expect(visitor.getByRole("heading", { name: "Look into your inbox" })).toBeVisible();

  const { token } = await mailTo(tenant.email, /password/);
  await visitor.goto(`/reset#${token}`);
  await expect(visitor).toHaveURL("/reset");
  await visitor.getByLabel("New password").fill(another);
  await visitor.getByRole("button", { name: "Set password" }).click();
  await expect(visitor.getByRole("heading", { name: "Your password is new" })).toBeVisible();

  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login/);
  await page.getByLabel("Email").fill(tenant.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Email or password is wrong.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(another);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/dashboard");

  // Only the part behind "#" differs: without this the browser would stay on the page.
  await visitor.goto("about:blank");
  await visitor.goto(`/reset#${token}`);
  await visitor.getByLabel("New password").fill("yet another horse 43");
  await visitor.getByRole("button", { name: "Set password" }).click();
  await expect(visitor.getByRole("heading", { name: "This link was used before or is too old." })).toBeVisible();
});

test("C13: changing the password asks for the present one when that was long ago", async ({ page, tenant, clean }) => {
  clean.allowStatus(403, /password/);
  clean.allowStatus(422, /reauthenticate/);
  letProofPass(tenant.email);
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByLabel("New password").fill(another);
  await page.getByRole("dialog").getByRole("button", { name: "Change password" }).click();

  const proof = page.getByRole("dialog", { name: "Is it you?" });
  await proof.getByLabel("Password", { exact: true }).fill("not mine");
  await proof.getByRole("button", { name: "Continue" }).click();
  await expect(proof.getByText("That is not your password.")).toBeVisible();
  await proof.getByLabel("Password", { exact: true }).fill(password);
  await proof.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Your password is new")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await tenant.api.signIn(tenant.email, another);
});

test("who goes back from the question has changed nothing", async ({ page, tenant, clean }) => {
  clean.allowStatus(403, /password/);
  letProofPass(tenant.email);
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByLabel("New password").fill(another);
  await page.getByRole("dialog").getByRole("button", { name: "Change password" }).click();
  await page.getByRole("dialog", { name: "Is it you?" }).getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("dialog", { name: "Change password" })).toBeVisible();
  await tenant.api.signIn(tenant.email);
});
