import type { APIRequestContext } from "@playwright/test";
import { letProofPass, password } from "../fixtures/server";
import { expect, expectAccessible, test } from "../fixtures";

const read = (request: APIRequestContext, token: string, path: string) =>
  request.get(`/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

test("C30: a key is shown once, does what it may, and stops when it is revoked", async ({
  page,
  tenant,
  playwright,
  baseURL,
  clean,
}) => {
  clean.allowStatus(403, /api-keys/);
  letProofPass(tenant.email);
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create key" });
  await dialog.getByLabel("Name").fill("Time tracker");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText("Choose something that it may do.")).toBeVisible();
  await dialog.getByLabel("Access to Tasks and comments").selectOption("read");
  await expectAccessible(page, "a new key");
  await dialog.getByRole("button", { name: "Create key" }).click();
  const proof = page.getByRole("dialog", { name: "Is it you?" });
  await proof.getByLabel("Password", { exact: true }).fill(password);
  await proof.getByRole("button", { name: "Continue" }).click();

  const shown = page.getByRole("dialog", { name: "Your new key" });
  const token = await shown.getByTestId("api-key").innerText();
  expect(token).toMatch(/^ss_live_[0-9A-Za-z]{36}$/);
  await shown.getByRole("button", { name: "I have kept it" }).click();
  const list = page.getByRole("list", { name: "API keys" });
  await expect(list).toContainText("Time tracker");
  await expect(page.getByText(token)).toHaveCount(0);

  const program = await playwright.request.newContext({ baseURL });
  expect((await read(program, token, "/tasks")).status()).toBe(200);
  expect((await read(program, token, "/clients")).status()).toBe(403);
  await page.reload();
  await expect(list).toContainText(/Used/);

  await page.getByRole("button", { name: "Revoke Time tracker" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No keys yet")).toBeVisible();
  expect((await read(program, token, "/tasks")).status()).toBe(401);
  await program.dispose();
});
