import { expect, expectAccessible, test } from "../fixtures";
import { newEmail } from "../fixtures/api";
import { newPhone, shared, shareLink } from "../fixtures/guest";
import { mailTo, sql } from "../fixtures/server";

const inside = "Waiting for you";

test("send again: a link is mailed from the share sheet, and the mail opens it without a code", async ({
  page,
  tenant,
  browser,
  clean,
}) => {
  const { project } = await shared(tenant.api);
  const email = newEmail();
  await shareLink(
    tenant.api,
    { type: "project", id: project.id },
    { label: "Ms Luna", allowed_emails: [email], permission: "comment" },
  );
  await page.goto(`/projects/${project.id}`);
  await page.getByRole("button", { name: "Share" }).click();
  const sheet = page.getByRole("dialog", { name: "Share New website" });
  await sheet.getByRole("button", { name: "Send by mail" }).click();
  const dialog = page.getByRole("dialog", { name: "Mail Ms Luna" });
  await expect(dialog.getByLabel("Mail it to")).toHaveValue(email);
  await expectAccessible(page, "mailing a link");
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText(`Mailed to ${email}`).first()).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Send again" })).toBeVisible();

  const { token } = await mailTo(email, /shares New website/);
  const phone = await newPhone(browser, clean);
  await phone.goto(`/s#${token}`);
  await expect(phone.getByRole("heading", { name: inside })).toBeVisible();
  await phone.context().close();
});

test("mail me my link: who lost it types the address and opens it from the mail", async ({
  tenant,
  browser,
  clean,
}) => {
  clean.allowStatus(404, /links\/open/);
  sql("update app.mail_outbox set ip_prefix = null"); // what the tests before have asked for
  const { project } = await shared(tenant.api);
  const email = newEmail();
  await shareLink(tenant.api, { type: "project", id: project.id }, { send_to: email });

  const phone = await newPhone(browser, clean);
  await phone.goto(`/s#${"A".repeat(43)}`);
  await expect(phone.getByRole("heading", { name: "Mail me my link" })).toBeVisible();
  await expectAccessible(phone, "a link that does not open, with the way back");
  await phone.getByRole("button", { name: "Send" }).click();
  await expect(phone.getByText("This is not an e-mail address.")).toBeVisible();
  await phone.getByLabel("Email address").fill(email);
  await phone.getByRole("button", { name: "Send" }).click();
  await expect(phone.getByRole("status").filter({ hasText: email })).toBeVisible();

  const { token } = await mailTo(email, /Your links/);
  await phone.goto("about:blank");
  await phone.goto(`/s#${token}`);
  await expect(phone.getByRole("heading", { name: inside })).toBeVisible();
  await phone.context().close();
});
