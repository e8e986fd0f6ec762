import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../fixtures";
import { addressOf, shared, shareLink } from "../fixtures/guest";

/** The portal as clients have it in their hands: by day and by night, and on the narrowest phone. */
const looks = [
  { name: "by day", colorScheme: "light", width: 390 },
  { name: "by night", colorScheme: "dark", width: 390 },
  { name: "on a narrow phone", colorScheme: "light", width: 320 },
] as const;

for (const { name, colorScheme, width } of looks) {
  test(`every page of the portal reads well ${name}`, async ({ tenant, browser, clean }) => {
    test.setTimeout(120_000);
    const { api } = tenant;
    const { client, project, shown } = await shared(api);
    await api.send("POST", "/conversations", {
      client_id: client.id,
      project_id: project.id,
      visibility: "client",
      subject: "Photos, and the words that are to stand below each of them",
      message: `Which dishes?\nhttps://example.com/${"a-long-way-to-a-picture/".repeat(6)}`,
    });
    await api.send("POST", `/tasks/${shown.id}/approvals`, { note: "Is it right like this?" });
    const link = await shareLink(
      api,
      { type: "project", id: project.id },
      { permission: "edit", guest_name: "Marta Luna" },
    );

    const context = await browser.newContext({
      viewport: { width, height: 760 },
      colorScheme,
      isMobile: true,
      hasTouch: true,
      deviceScaleFactor: 2,
      locale: "en-GB",
    });
    await clean.watch(context);
    const phone = await context.newPage();
    const look = async (what: string) => {
      await expectNoSidewaysScroll(phone);
      await expectAccessible(phone, `${what} ${name}`);
    };

    await phone.goto(addressOf(link));
    await expect(phone.getByRole("region", { name: "Waiting for you" })).toContainText("Photos, and the words");
    await look("home");
    await phone.getByRole("link", { name: "Tasks", exact: true }).click();
    await expect(phone.getByRole("link", { name: new RegExp(shown.title) })).toBeVisible();
    await look("tasks");
    await phone.getByRole("button", { name: "Ask for something" }).click();
    await expect(phone.getByLabel("What is to be done?")).toBeVisible();
    await look("asking");
    await phone.keyboard.press("Escape");
    await phone.getByRole("link", { name: new RegExp(shown.title) }).click();
    await expect(phone.getByLabel("Write a comment")).toBeVisible();
    await look("task");
    await phone.getByRole("link", { name: "Approvals", exact: true }).click();
    await phone.getByRole("link", { name: new RegExp(shown.title) }).click();
    await expect(phone.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
    await look("approval");
    await phone.getByRole("link", { name: "Messages", exact: true }).click();
    await expect(phone.getByRole("link", { name: /Photos, and/ })).toBeVisible();
    await look("messages");
    await phone.getByRole("link", { name: /Photos, and/ }).click();
    await expect(phone.getByText(/Which dishes/)).toBeVisible();
    await look("conversation");
    await context.close();
  });
}
