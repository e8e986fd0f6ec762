import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../fixtures";
import { addressOf, shared, shareLink, type ShareLink } from "../fixtures/guest";

type Theme = "light" | "dark";

/** What shows now, in each theme: the colours change with those of the system. */
async function look(page: Page, what: string, themes: readonly Theme[] = ["dark", "light"]) {
  await expectNoSidewaysScroll(page);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveClass(theme === "dark" ? /dark/ : /^((?!dark).)*$/);
    await expectAccessible(page, `${what}, ${theme}`);
  }
}

const subject = "Photos, and the words that are to stand below each of them";

/** A project with a client, a long conversation about it, and what waits for the client. */
async function seed(api: Api) {
  const world = await shared(api);
  const talk = await api.send<{ id: string }>("POST", "/conversations", {
    client_id: world.client.id,
    project_id: world.project.id,
    visibility: "client",
    subject,
    message: `Which dishes?\nhttps://example.com/${"a-long-way-to-a-picture/".repeat(6)}`,
  });
  await api.send("POST", `/tasks/${world.shown.id}/approvals`, { note: "Is it right like this?" });
  const link = await shareLink(
    api,
    { type: "project", id: world.project.id },
    { permission: "edit", guest_name: "Marta Luna", label: "Ms Luna" },
  );
  return { ...world, talk, link };
}

/** Opens a link in a tab that shows the portal already: the secret alone would load nothing. */
async function open(page: Page, link: ShareLink | undefined, heading: string) {
  await page.goto("about:blank");
  await page.goto(link ? addressOf(link) : `/s#${"A".repeat(43)}`);
  await expect(page.getByRole("heading", { name: heading })).toBeVisible();
}

/** The portal as clients have it in their hands: a phone by day and by night, and the narrowest one. */
const phones: { name: string; width: number; themes: readonly Theme[] }[] = [
  { name: "a phone, by day and by night", width: 390, themes: ["dark", "light"] },
  { name: "a narrow phone", width: 320, themes: ["light"] },
];

for (const { name, width, themes } of phones) {
  test(`every page of the portal reads well on ${name}`, async ({ tenant, browser, clean }) => {
    clean.allowStatus(401, /links\/open/);
    clean.allowStatus(404, /links\/open/);
    const { api } = tenant;
    const { project, shown, link } = await seed(api);
    const secret = await shareLink(api, { type: "project", id: project.id });
    await api.send("PUT", `/share-links/${secret.id}/password`, { password: "tell it by phone" });

    const context = await browser.newContext({
      viewport: { width, height: 760 },
      isMobile: true,
      hasTouch: true,
      deviceScaleFactor: 2,
      locale: "en-GB",
    });
    await clean.watch(context);
    const phone = await context.newPage();
    const seen = (what: string) => look(phone, what, themes);

    await open(phone, undefined, "This link does not open");
    await seen("closed link");
    await open(phone, secret, "Enter the password");
    await seen("door");

    await open(phone, link, "Waiting for you");
    await expect(phone.getByRole("region", { name: "Waiting for you" })).toContainText("Photos, and the words");
    await seen("home");
    await phone.getByRole("link", { name: "Tasks", exact: true }).click();
    await expect(phone.getByRole("link", { name: new RegExp(shown.title) })).toBeVisible();
    await seen("tasks");
    await phone.getByRole("button", { name: "Ask for something" }).click();
    await expect(phone.getByLabel("What is to be done?")).toBeVisible();
    await seen("asking");
    await phone.keyboard.press("Escape");
    await phone.getByRole("link", { name: new RegExp(shown.title) }).click();
    await expect(phone.getByLabel("Write a comment")).toBeVisible();
    await seen("task");
    await phone.getByRole("link", { name: /^Approvals/ }).click();
    await phone.getByRole("link", { name: new RegExp(shown.title) }).click();
    await expect(phone.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
    await seen("approval");
    await phone.getByRole("link", { name: /^Messages/ }).click();
    await expect(phone.getByRole("link", { name: /Photos, and/ })).toBeVisible();
    await seen("messages");
    await phone.getByRole("link", { name: /Photos, and/ }).click();
    await expect(phone.getByText(/Which dishes/)).toBeVisible();
    await seen("conversation");
    await context.close();
  });
}

test("inbox, conversation and share sheet read well on a phone, by day and by night @phone", async ({
  page,
  tenant,
}) => {
  const { project, talk } = await seed(tenant.api);
  await page.goto("/inbox?show=client");
  await expect(page.getByRole("link", { name: /Photos, and/ })).toBeVisible();
  await look(page, "inbox");
  await page.goto(`/inbox/${talk.id}`);
  await expect(page.getByText(/Which dishes/)).toBeVisible();
  await page.getByRole("radio", { name: "Internal note" }).check({ force: true });
  await page.getByLabel("Write an internal note").fill("They are slow to answer.");
  await look(page, "conversation");

  await page.goto(`/projects/${project.id}`);
  await page.getByRole("button", { name: "Share" }).click();
  const sheet = page.getByRole("dialog", { name: "Share New website" });
  await expect(sheet.getByText("Ms Luna")).toBeVisible();
  await look(page, "share sheet");
  await sheet.getByRole("button", { name: "New link" }).click();
  await expect(sheet.getByLabel("For whom")).toBeVisible();
  await look(page, "new link");
});
