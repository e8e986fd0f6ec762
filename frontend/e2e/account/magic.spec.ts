import { newEmail } from "../fixtures/api";
import { mailTo } from "../fixtures/server";
import { expect, test } from "../fixtures";

test("a link by mail signs in, and an unknown address reads the same", async ({ tenant, another }) => {
  const { page } = await another();
  const hints: string[] = [];
  for (const email of [newEmail(), tenant.email]) {
    await page.goto("/login");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Email me a link to sign in" }).click();
    await expect(page.getByRole("heading", { name: "Look into your inbox" })).toBeVisible();
    hints.push((await page.getByRole("main").innerText()).replace(email, "…"));
  }
  expect(hints[1]).toBe(hints[0]);

  const { token } = await mailTo(tenant.email, /sign in/);
  await page.goto(`/magic#${token}`);
  await expect(page).toHaveURL("/magic");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/dashboard");
});

test("opening a link alone uses nothing up: programs that read mails open links, too", async ({ tenant, another }) => {
  const { page } = await another();
  await page.goto("/login");
  await page.getByLabel("Email").fill(tenant.email);
  await page.getByRole("button", { name: "Email me a link to sign in" }).click();
  const { token } = await mailTo(tenant.email, /sign in/);
  const scanner = await another();
  await scanner.page.goto(`/magic#${token}`);
  await expect(scanner.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.goto(`/magic#${token}`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/dashboard");
});
