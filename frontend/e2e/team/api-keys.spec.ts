import type { APIRequestContext } from "@playwright/test";
import { letProofPass, password } from "../fixtures/server";
import { expect, expectAccessible, test } from "../fixtures";

const read = (request: APIRequestContext, token: string, path: string) =>
  request.get(`/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

test("C30: a key is shown once, does what it may, where and from where it may, and stops when it is revoked", async ({
  page,
  tenant,
  playwright,
  baseURL,
  clean,
}) => {
  clean.allowStatus(403, /api-keys/);
  clean.allowStatus(422, /api-keys/);
  const { api } = tenant;
  await api.task(await api.project("New website"), "Photos");
  await api.task(await api.project("Tax return"), "Receipts");
  letProofPass(tenant.email);
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create key" });
  await dialog.getByLabel("Name").fill("Time tracker");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText("Choose something that it may do.")).toBeVisible();
  await dialog.getByLabel("Access to Tasks and comments").selectOption("read");
  await dialog.getByLabel("Only in chosen projects").check();
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText("Choose a project.")).toBeVisible();
  await dialog.getByRole("list", { name: "Projects" }).getByLabel("New website").check();
  await dialog.getByLabel("From where").fill("203.0.113.7, 2001:db8::/32\n192.0.2.1/24");
  await expectAccessible(page, "a new key");
  await dialog.getByRole("button", { name: "Create key" }).click();
  const proof = page.getByRole("dialog", { name: "Is it you?" });
  await proof.getByLabel("Password", { exact: true }).fill(password);
  await proof.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByText("192.0.2.1/24 is no network.")).toBeVisible();
  await dialog.getByLabel("From where").fill("203.0.113.7, 2001:db8::/32");
  await dialog.getByRole("button", { name: "Create key" }).click();

  const shown = page.getByRole("dialog", { name: "Your new key" });
  const token = await shown.getByTestId("api-key").innerText();
  expect(token).toMatch(/^ss_live_[0-9A-Za-z]{36}$/);
  await shown.getByRole("button", { name: "I have kept it" }).click();
  const list = page.getByRole("list", { name: "API keys" });
  await expect(list).toContainText("Time tracker");
  for (const limit of ["1 project", "from 203.0.113.7", "from 2001:db8::/32"]) await expect(list).toContainText(limit);
  await expect(page.getByText(token)).toHaveCount(0);

  const program = await playwright.request.newContext({ baseURL });
  expect((await read(program, token, "/tasks")).status()).toBe(403);
  await page.getByRole("button", { name: "Limits of Time tracker" }).click();
  const limits = page.getByRole("dialog", { name: "Limits of Time tracker" });
  await expect(limits.getByLabel("From where")).toHaveValue("203.0.113.7\n2001:db8::/32");
  await limits.getByLabel("From where").fill("");
  await limits.getByRole("button", { name: "Save" }).click();
  await expect(limits).toBeHidden();
  await expect(list).not.toContainText("from");

  const tasks = await read(program, token, "/tasks");
  expect(tasks.status()).toBe(200);
  expect((await tasks.json()).data.map(({ title }: { title: string }) => title)).toEqual(["Photos"]);
  expect((await read(program, token, "/clients")).status()).toBe(403);
  await page.reload();
  await expect(list).toContainText(/Used/);

  await page.getByRole("button", { name: "Revoke Time tracker" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No keys yet")).toBeVisible();
  expect((await read(program, token, "/tasks")).status()).toBe(401);
  await program.dispose();
});
