import { expect, expectAccessible, test } from "../fixtures";
import { addressOf, newPhone, shared, shareLink } from "../fixtures/guest";

type Conversation = { id: string };

const begin = (api: { send: <T>(method: string, path: string, body: unknown) => Promise<T> }, fields: object) =>
  api.send<Conversation>("POST", "/conversations", { visibility: "client", ...fields });

test("both write to each other; a note for the team is unmistakable and never reaches the client", async ({
  page,
  tenant,
  browser,
  clean,
}) => {
  const { client, project } = await shared(tenant.api);
  const link = await shareLink(tenant.api, { type: "client", id: client.id }, { guest_name: "Marta Luna" });

  await page.goto("/inbox");
  await page.getByRole("main").getByRole("button", { name: "New conversation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Project").selectOption({ label: "New website" });
  await dialog.getByLabel("Subject").fill("Photos for the menu");
  await expect(dialog.getByText("Café Luna will read this")).toBeVisible();
  await dialog.getByLabel("Message", { exact: true }).fill("Which dishes shall we show?");
  await dialog.getByRole("button", { name: "Send to the client" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Photos for the menu" })).toBeVisible();

  const phone = await newPhone(browser, clean);
  await phone.goto(addressOf(link));
  const waiting = phone.getByRole("region", { name: "Waiting for you" });
  await waiting.getByRole("link", { name: /Photos for the menu Please answer/ }).click();
  await expect(phone.getByText("Which dishes shall we show?")).toBeVisible();
  await expectAccessible(phone, "a conversation on the client's phone");
  const draft = phone.waitForResponse((answer) => answer.url().endsWith("/draft") && answer.ok());
  await phone.getByLabel("Write a message").fill("The new ones. They come on Friday.");
  await draft;
  await phone.reload();
  await expect(phone.getByLabel("Write a message")).toHaveValue("The new ones. They come on Friday.");
  await phone.getByRole("button", { name: "Send" }).click();
  await expect(phone.getByRole("article", { name: "Message by Marta Luna" })).toBeVisible();
  await phone.getByRole("link", { name: "Overview", exact: true }).click();
  await expect(waiting).toContainText("Nothing waits for you");
  await phone.getByRole("link", { name: /^Messages/ }).click();
  await phone.getByRole("link", { name: /Photos for the menu/ }).click();

  // The answer appears by itself, and it is her turn.
  await expect(page.getByRole("article", { name: "Message by Marta Luna" })).toContainText("on Friday");
  await expect(
    page
      .getByRole("banner")
      .or(page.getByRole("main"))
      .getByText(/Waiting on you/)
      .first(),
  ).toBeVisible();

  // A note: colour, icon, words, button and readers say so.
  await page.getByRole("radio", { name: "Internal note" }).check({ force: true });
  await expect(page.getByText("Only your team will read this. The client never sees it.")).toBeVisible();
  await page.getByLabel("Write an internal note").fill("She is slow to pay.");
  await expectAccessible(page, "a conversation with a note under way");
  await page.getByRole("button", { name: "Add internal note" }).click();
  const note = page.getByRole("article", { name: /Internal note by/ });
  await expect(note).toContainText("She is slow to pay.");
  await expect(note.getByText("Internal note", { exact: true })).toBeVisible();

  await page.getByRole("radio", { name: "To the client" }).check({ force: true });
  await page.getByLabel("Write a message").fill("Friday is fine.");
  await page.getByRole("button", { name: "Send to Café Luna" }).click();
  await expect(phone.getByText("Friday is fine.")).toBeVisible();
  await expect(phone.getByText("She is slow to pay.")).toHaveCount(0);
  await expect(phone.getByRole("article")).toHaveCount(3);
  await expect(page.getByText(/Waiting on the client/).first()).toBeVisible();
  expect(project.client_id).toBe(client.id);
  await phone.context().close();
});

test("a draft is kept on the server, and says when somebody wrote meanwhile", async ({
  page,
  tenant,
  browser,
  clean,
}) => {
  const { client } = await shared(tenant.api);
  const talk = await begin(tenant.api, { client_id: client.id, subject: "Menu", message: "Hello" });
  await page.goto(`/inbox/${talk.id}`);
  await page.getByLabel("Write a message").fill("Dear Marta, about the ph");
  await expect(page.getByText("Draft saved")).toBeVisible();
  await page.goto("/inbox?show=client");
  await expect(page.getByRole("link", { name: /Menu/ })).toContainText("Draft");

  const link = await shareLink(tenant.api, { type: "client", id: client.id }, { guest_name: "Marta Luna" });
  const phone = await newPhone(browser, clean);
  await phone.goto(addressOf(link));
  await phone.getByRole("link", { name: /^Messages/ }).click();
  await phone.getByRole("link", { name: /Menu/ }).click();
  await phone.getByLabel("Write a message").fill("Never mind");
  await phone.getByRole("button", { name: "Send" }).click();
  await expect(phone.getByRole("article")).toHaveCount(2);
  await phone.context().close();

  await page.goto(`/inbox/${talk.id}`);
  await expect(page.getByLabel("Write a message")).toHaveValue("Dear Marta, about the ph");
  await expect(page.getByText("1 new message since you began this draft.")).toBeVisible();
  await page.getByRole("button", { name: "I have read it" }).click();
  await page.getByLabel("Write a message").fill("Dear Marta, about the photos");
  await page.getByRole("button", { name: "Send to Café Luna" }).click();
  await expect(page.getByLabel("Write a message")).toHaveValue("");
  await page.reload();
  await expect(page.getByText("Dear Marta, about the photos")).toBeVisible();
  await expect(page.getByLabel("Write a message")).toHaveValue("");
});

test("a task out of a message, with the way there and back", async ({ page, tenant }) => {
  const { client, project } = await shared(tenant.api);
  const talk = await begin(tenant.api, {
    client_id: client.id,
    project_id: project.id,
    subject: "Wishes",
    message: "Please add the Christmas menu\nBefore December.",
  });
  await page.goto(`/inbox/${talk.id}`);
  await page.getByRole("button", { name: /Actions for the message/ }).click();
  await page.getByRole("menuitem", { name: "Make a task" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("What is to be done?")).toHaveValue("Please add the Christmas menu");
  await dialog.getByLabel("What is to be done?").fill("Add the Christmas menu");
  await dialog.getByRole("button", { name: "Make task" }).click();

  await page.getByRole("link", { name: "Task made of it: Add the Christmas menu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Add the Christmas menu" })).toBeAttached();
  await page.getByRole("link", { name: "From a message" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Wishes" })).toBeVisible();
});

test("messages are edited with their versions, deleted, and reacted to; conversations closed and opened", async ({
  page,
  tenant,
}) => {
  const { client } = await shared(tenant.api);
  const talk = await begin(tenant.api, { client_id: client.id, subject: "Menu", message: "Helo" });
  await page.goto(`/inbox/${talk.id}`);
  await page.getByRole("button", { name: /Actions for the message/ }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await page.getByLabel("Edit", { exact: true }).fill("Hello");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("edited")).toBeVisible();
  await page.getByRole("button", { name: /Actions for the message/ }).click();
  await page.getByRole("menuitem", { name: "What it said before" }).click();
  await expect(page.getByRole("dialog").getByText("Helo")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "React" }).click();
  await page.getByRole("menuitem", { name: "Heart" }).click();
  await expect(page.getByRole("button", { name: "Heart, 1" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Heart, 1" }).click();
  await expect(page.getByRole("button", { name: "Heart, 1" })).toHaveCount(0);

  await page.getByRole("button", { name: "Conversation actions" }).click();
  await page.getByRole("menuitem", { name: "Close conversation" }).click();
  await expect(page.getByRole("main").locator("header").getByText("Closed", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Conversation actions" }).click();
  await page.getByRole("menuitem", { name: "Open again" }).click();
  await page.getByRole("button", { name: "Conversation actions" }).click();
  await page.getByRole("menuitem", { name: "Tomorrow morning" }).click();
  await expect(page.getByText(/Snoozed until/).first()).toBeVisible();
});

test("people and timeline of a client", async ({ page, tenant }) => {
  const { client } = await shared(tenant.api);
  await begin(tenant.api, { client_id: client.id, subject: "Menu", message: "Hello there" });
  await page.goto(`/clients/${client.id}`);
  await page.getByRole("button", { name: "Add person" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill("Marta Luna");
  await sheet.getByLabel("Email address").fill("marta@cafe-luna.example");
  await sheet.getByRole("button", { name: "Save" }).click();
  const people = page.getByRole("region", { name: "People" });
  await expect(people.getByRole("link", { name: "marta@cafe-luna.example" })).toBeVisible();
  await expect(people.getByText("First contact")).toBeVisible();
  await expect(page.getByRole("region", { name: "Timeline" }).getByText("Hello there")).toBeVisible();
  await expect(page.getByRole("region", { name: "Conversations" }).getByRole("link", { name: /Menu/ })).toBeVisible();
});

test("a client who waits stands on the dashboard until she is answered", async ({ page, tenant, browser, clean }) => {
  const { client } = await shared(tenant.api);
  const link = await shareLink(tenant.api, { type: "client", id: client.id }, { guest_name: "Marta Luna" });
  await begin(tenant.api, { client_id: client.id, subject: "Photos for the menu", message: "Which dishes?" });
  const phone = await newPhone(browser, clean);
  await phone.goto(addressOf(link));
  await phone.getByRole("link", { name: /Photos for the menu Please answer/ }).click();
  await phone.getByLabel("Write a message").fill("The new ones.");
  await phone.getByRole("button", { name: "Send" }).click();
  await expect(phone.getByRole("article", { name: "Message by Marta Luna" })).toBeVisible();

  await page.goto("/dashboard");
  await expect(page.getByText(/1 client waiting/)).toBeVisible();
  const waiting = page.getByRole("region", { name: /Clients waiting for an answer/ });
  await expect(waiting).toContainText("Café Luna, waiting for 1 minute");
  await expect(waiting).toContainText("Marta Luna: The new ones.");
  await expectAccessible(page, "the dashboard with a client who waits");
  await waiting.getByRole("link", { name: "Photos for the menu" }).click();
  await page.getByLabel("Write a message").fill("Thank you.");
  await page.getByRole("button", { name: "Send to Café Luna" }).click();
  await expect(page.getByRole("article", { name: /Message by/ }).last()).toContainText("Thank you.");
  await page.getByRole("navigation").getByRole("link", { name: "My work" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "My work" })).toBeVisible();
  await expect(page.getByText("Photos for the menu")).toBeHidden();
});
