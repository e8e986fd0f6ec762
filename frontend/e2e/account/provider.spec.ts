import type { BrowserContext, Page } from "@playwright/test";
import { newEmail, password } from "../fixtures/api";
import { comesBy, letProofPass } from "../fixtures/server";
import { totp } from "../fixtures/totp";
import { expect, expectAccessible, test } from "../fixtures";

// Who is at the provider is one file: one test after the other.
test.describe.configure({ mode: "default" });

const withProvider = (page: Page) => page.getByRole("button", { name: "Continue with Mock provider" });
const callback = "/login/callback/mock";

async function expectNoSession(context: BrowserContext) {
  const names = (await context.cookies()).map(({ name }) => name);
  expect(names).not.toContain("__Host-ss_at");
  expect(names).not.toContain("__Host-ss_rt");
}

test("somebody new signs in with a provider and lands on the dashboard", async ({ page, api }) => {
  const email = newEmail();
  comesBy(email, "Ann Provider");
  await page.goto("/login");
  await expectAccessible(page, "signing in, with a provider");
  await withProvider(page).click();
  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ann");
  expect(await api.send("GET", "/me")).toMatchObject({ email, name: "Ann Provider" });
});

test("C19: who has a password signs in with it, connects the provider, and comes by it from then on", async ({
  page,
  tenant,
  context,
  clean,
}) => {
  clean.allowStatus(401);
  clean.allowStatus(409, /callback/);
  clean.allowStatus(403, /identities/);
  comesBy(tenant.email, "Somebody Else");
  await context.clearCookies();

  await page.goto("/login");
  await withProvider(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Sign in to it first" })).toBeVisible();
  await expect(page).toHaveURL(callback);
  await expectAccessible(page, "a sign-in with a provider that was refused");
  await expectNoSession(context);

  await page.getByRole("link", { name: "Back to sign in" }).click();
  await page.getByLabel("Email").fill(tenant.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/dashboard");

  letProofPass(tenant.email);
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Connect Mock provider" }).click();
  const proof = page.getByRole("dialog", { name: "Is it you?" });
  await proof.getByLabel("Password", { exact: true }).fill(password);
  await proof.getByRole("button", { name: "Continue" }).click();
  const connected = page.getByRole("button", { name: "Disconnect Mock provider" });
  await expect(connected).toBeVisible();
  await expect(page).toHaveURL("/settings/security");
  await expect(page.getByText(`${tenant.email}, since`)).toBeVisible();

  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login/);
  await expectNoSession(context);

  await page.goto("/settings/security");
  await expect(page).toHaveURL(/\/login\?next=/);
  await withProvider(page).click();
  await expect(page).toHaveURL("/settings/security");
  await expect(connected).toBeVisible();
  expect(await tenant.api.send("GET", "/me")).toMatchObject({ id: tenant.id, name: "Ada Berg" });

  await connected.click();
  await expect(page.getByRole("button", { name: "Connect Mock provider" })).toBeVisible();
});

test("C19: an account at a provider is connected to one person", async ({ page, tenant, another, clean }) => {
  clean.allowStatus(409, /callback/);
  comesBy(newEmail(), "Ann Provider");
  const first = await another();
  await first.page.goto("/login");
  await withProvider(first.page).click();
  await expect(first.page).toHaveURL("/dashboard");

  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Connect Mock provider" }).click();
  await expect(page.getByRole("heading", { name: "The provider is not connected" })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "Somebody else here" })).toBeVisible();
  await page.getByRole("link", { name: "Back to your settings" }).click();
  await expect(page.getByRole("button", { name: "Connect Mock provider" })).toBeVisible();
  expect(await tenant.api.send("GET", "/me/identities")).toEqual([]);
});

test("C19: who is connected stays so when another tab comes back with another account", async ({
  page,
  tenant,
  clean,
}) => {
  clean.allowStatus(409, /callback/);
  comesBy(tenant.email, "Ada Berg");
  await page.goto("/settings/security");
  const late = await page.context().newPage();
  await late.goto("/settings/security");
  const connect = (tab: Page) => tab.getByRole("button", { name: "Connect Mock provider" });
  await expect(connect(late)).toBeVisible();
  await connect(page).click();
  const connected = page.getByText(`${tenant.email}, since`);
  await expect(connected).toBeVisible();

  comesBy(newEmail(), "Somebody Else");
  await connect(late).click();
  await expect(late.getByRole("heading", { name: "The provider is not connected" })).toBeVisible();
  await expect(late.getByRole("alert").filter({ hasText: "another account of this provider" })).toBeVisible();
  await expectAccessible(late, "a second account at a provider");
  await late.getByRole("link", { name: "Back to your settings" }).click();
  await expect(late.getByText(`${tenant.email}, since`)).toBeVisible();
});

test("an address that the provider has not confirmed, and a provider that is down, say so and how to go on", async ({
  page,
  context,
  clean,
}) => {
  clean.allowStatus(400, /callback/);
  clean.allowStatus(503, /callback/);
  const email = newEmail();
  const alert = (words: string) => page.getByRole("alert").filter({ hasText: words });

  comesBy(email, "Ann Provider", { email_verified: false });
  await page.goto("/login");
  await withProvider(page).click();
  await expect(page.getByRole("heading", { name: "You are not signed in" })).toBeVisible();
  await expect(alert("has not confirmed your email address")).toBeVisible();
  await expect(page).toHaveURL(callback);
  await expectNoSession(context);

  comesBy(email, "Ann Provider", { unavailable: true });
  await page.getByRole("link", { name: "Back to sign in" }).click();
  await withProvider(page).click();
  await expect(alert("The provider cannot be reached")).toBeVisible();
  await expectAccessible(page, "a provider that is down");
  await expectNoSession(context);

  comesBy(email, "Ann Provider");
  await page.getByRole("link", { name: "Back to sign in" }).click();
  await withProvider(page).click();
  await expect(page).toHaveURL("/dashboard");
});

test("a provider is no way around the second step", async ({ page, tenant, context, clean }) => {
  clean.allowStatus(401);
  comesBy(tenant.email, "Ada Berg");
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Connect Mock provider" }).click();
  await expect(page.getByRole("button", { name: "Disconnect Mock provider" })).toBeVisible();
  const { secret } = await tenant.api.send<{ secret: string }>("POST", "/auth/totp");
  await tenant.api.send("POST", "/auth/totp/confirm", { code: totp(secret, -1) });
  await context.clearCookies();

  await page.goto("/login?next=/projects");
  await withProvider(page).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expectNoSession(context);
  await page.getByLabel("Code", { exact: true }).fill(totp(secret));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page).toHaveURL("/projects");
});

test("C18: an answer to what this browser did not ask is refused, and signs nobody in", async ({
  page,
  context,
  another,
  api,
  clean,
}) => {
  clean.allowStatus(400, /callback/);
  clean.allowStatus(401);
  comesBy(newEmail(), "Ann Provider");
  const refused = page.getByRole("alert").filter({ hasText: "begun in another browser" });

  // The provider hears another state than this browser was given.
  await page.route(/\/authorize\?/, (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set("state", "A".repeat(43));
    return route.continue({ url: url.href });
  });
  await page.goto("/login");
  await withProvider(page).click();
  await expect(refused).toBeVisible();
  await expect(page).toHaveURL(callback);
  await expectNoSession(context);
  await page.unroute(/\/authorize\?/);

  // Nobody asked, and the provider has refused.
  await page.goto(`${callback}?error=access_denied`);
  await expect(refused).toBeVisible();

  // Somebody else began, and has this person open the end of it.
  const stranger = await another();
  const { url } = await stranger.api.send<{ url: string }>("POST", "/auth/oauth/mock/start", {});
  const answer = await stranger.context.request.get(url, { maxRedirects: 0 });
  await page.goto(answer.headers().location);
  await expect(refused).toBeVisible();
  await expectNoSession(context);
  expect((await api.try("GET", "/me")).status()).toBe(401);

  await page.getByRole("link", { name: "Back to sign in" }).click();
  await withProvider(page).click();
  await expect(page).toHaveURL("/dashboard");
});
