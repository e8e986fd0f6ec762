import { expect, test } from "../fixtures";
import { password } from "../fixtures/api";

test("signing in: a wrong password says so without naming which part is wrong", async ({
  page,
  tenant,
  context,
  clean,
}) => {
  clean.allowStatus(401, /auth/);
  await context.clearCookies();
  await page.goto("/login");
  await page.getByLabel("Email").fill(tenant.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Email or password is wrong.")).toBeVisible();

  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/dashboard");
});

test("a page that needs a session sends to sign-in and comes back to it", async ({ page, tenant, context, clean }) => {
  clean.allowStatus(401);
  const project = await tenant.api.project("New website");
  await context.clearCookies();
  await page.goto(`/projects/${project.id}/list`);
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel("Email").fill(tenant.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`/projects/${project.id}/list`);
  await expect(page.getByRole("heading", { level: 1, name: "Tasks of New website" })).toBeAttached();
});

test("an expired access token is renewed unseen, once for all requests", async ({ page, tenant, context, clean }) => {
  clean.allowStatus(401);
  const project = await tenant.api.project("New website");
  await tenant.api.task(project, "Photos");
  await context.clearCookies({ name: "__Host-ss_at" });

  const refreshes: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/auth/refresh")) refreshes.push(request.url());
  });
  await page.goto(`/projects/${project.id}/board`);
  await expect(page.getByRole("link", { name: "Photos" })).toBeVisible();
  expect(refreshes).toHaveLength(1);
});

test("signing out ends the session, and back does not bring it back", async ({ page, tenant, clean }) => {
  clean.allowStatus(401);
  await tenant.api.project("Secret project");
  await page.goto("/projects");
  await expect(page.getByText("Secret project").first()).toBeVisible();
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login/);
  expect((await tenant.api.try("GET", "/me")).status()).toBe(401);

  await page.goto("/projects");
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText("Secret project")).toHaveCount(0);
});

test("an open redirect is not followed after signing in", async ({ page, tenant, context, clean }) => {
  clean.allowStatus(401);
  await context.clearCookies();
  await page.goto("/login?next=//evil.example/path");
  await page.getByLabel("Email").fill(tenant.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/dashboard");
});
