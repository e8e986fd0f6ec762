import { expect, expectAccessible, test } from "../fixtures";
import { addressOf, newPhone, shared, shareLink } from "../fixtures/guest";

test("a client's message rings the bell; reading it empties the bell", async ({ page, tenant, browser, clean }) => {
  const { client } = await shared(tenant.api);
  const link = await shareLink(tenant.api, { type: "client", id: client.id }, { guest_name: "Marta Luna" });
  const phone = await newPhone(browser, clean);
  await phone.goto(addressOf(link));
  await phone.getByRole("link", { name: /^Messages/ }).click();
  await phone.getByRole("button", { name: "New message" }).click();
  await phone.getByLabel("Subject").fill("A question");
  await phone.getByLabel("Message", { exact: true }).fill("Can we show prices?");
  await phone.getByRole("button", { name: "Send" }).click();
  await expect(phone.getByRole("heading", { name: "A question" })).toBeVisible();
  await phone.context().close();

  await page.goto("/dashboard");
  const bell = page.getByRole("button", { name: /Notifications, \d+ unread/ });
  await expect(bell).toBeVisible({ timeout: 60_000 });
  await bell.click();
  const panel = page.getByRole("dialog", { name: "Notifications" });
  await expect(panel.getByText("Marta Luna").first()).toBeVisible();
  await expectAccessible(page, "the panel of the bell");
  await panel
    .getByRole("link", { name: /A question/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "A question" })).toBeVisible();

  await page.goto("/notifications");
  const told = page.getByRole("main").getByRole("link", { name: /A question/ });
  await page.getByLabel("Show").selectOption({ label: "Unread" });
  await expect(told).toBeVisible();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();
  await expect(told).toBeHidden();
  await page.getByLabel("Show").selectOption({ label: "All" });
  await expect(told.first()).toBeVisible();
});

test("what one is told, and how, is kept", async ({ page, tenant }) => {
  expect(tenant.id).toBeTruthy();
  await page.goto("/settings/notifications");
  const now = page.getByRole("checkbox", { name: "A client writes: Mail at once" });
  const before = await now.isChecked();
  await now.setChecked(!before);
  await page.getByLabel("Digest by mail").selectOption({ label: "Every Monday" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(now).toBeChecked({ checked: !before });
  await expect(page.getByLabel("Digest by mail")).toHaveValue("weekly");
});
