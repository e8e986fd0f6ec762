import { newEmail, password } from "../fixtures/api";
import { mailTo } from "../fixtures/server";
import { expect, test } from "../fixtures";

test("C14, C16: an account begins with the link of a mail, whose secret does not stay in the address", async ({
  page,
  another,
  clean,
}) => {
  clean.allowStatus(410, /verify-email/);
  const email = newEmail();
  await page.goto("/register");
  await page.getByLabel("Your name").fill("Ada Berg");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel(/Name of your business/).fill("Studio Berg");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Look into your inbox" })).toBeVisible();
  expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ name: "__Host-ss_at" }));

  const { token } = await mailTo(email, /Confirm/);
  await page.goto(`/verify#${token}`);
  await expect(page).toHaveURL("/verify");
  expect(await page.evaluate(() => JSON.stringify(history.state) + location.href)).not.toContain(token);
  await page.getByRole("button", { name: "Confirm email" }).click();
  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ada");
  await expect(page.getByRole("button", { name: /Studio Berg/ })).toBeVisible();

  const other = await another();
  await other.page.goto(`/verify#${token}`);
  await other.page.getByRole("button", { name: "Confirm email" }).click();
  await expect(other.page.getByRole("heading", { name: "This link was used before or is too old." })).toBeVisible();
});

test("a link that is opened in another browser leads to signing in", async ({ page, another }) => {
  const email = newEmail();
  await page.goto("/register");
  await page.getByLabel("Your name").fill("Ada Berg");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  const { token } = await mailTo(email, /Confirm/);

  const other = await another();
  await other.page.goto(`/verify#${token}`);
  await other.page.getByRole("button", { name: "Confirm email" }).click();
  await expect(other.page.getByRole("heading", { name: "Your email is confirmed" })).toBeVisible();
  await other.page.getByRole("link", { name: "Sign in" }).click();
  await other.page.getByLabel("Email").fill(email);
  await other.page.getByLabel("Password", { exact: true }).fill(password);
  await other.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.page).toHaveURL("/dashboard");
});

test("a link without its secret says so, and nothing is sent", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url());
  });
  for (const address of ["/verify", "/reset", "/magic", "/email", "/invite"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
  }
  expect(sent).toEqual([]);
});
