import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../fixtures";
import { newPhone, shared } from "../fixtures/guest";

test("a client opens the shared project on a phone, comments and approves; when the link ends, the client is out", async ({
  page,
  tenant,
  browser,
  clean,
}) => {
  const { api } = tenant;
  const { project, shown, hidden } = await shared(api);

  // The freelancer asks for an approval and shares the project.
  await page.goto(`/projects/${project.id}/tasks/${shown.id}`);
  await page.getByRole("button", { name: "Ask for approval" }).click();
  await page.getByLabel("Question to the client").fill("Is it right like this?");
  await page.getByRole("button", { name: "Ask the client" }).click();
  await expect(page.getByText("Waiting on the client")).toBeVisible();

  await page.goto(`/projects/${project.id}`);
  await page.getByRole("button", { name: "Share" }).click();
  const sheet = page.getByRole("dialog", { name: "Share New website" });
  await expect(sheet.getByRole("switch", { name: /The client sees this project/ })).toBeChecked();
  await sheet.getByRole("button", { name: "New link" }).click();
  await sheet.getByLabel("For whom").fill("Ms Luna");
  await sheet.getByRole("button", { name: "Make link" }).click();
  const address = await sheet.getByRole("textbox", { name: "Address", exact: true }).inputValue();
  expect(new URL(address).pathname).toBe("/s");
  expect(new URL(address).hash.length).toBeGreaterThan(43);
  await sheet.getByRole("button", { name: "Done" }).click();

  // The client opens it in a browser that was never here.
  const phone = await newPhone(browser, clean);
  await phone.goto(address);
  await expect(phone.getByText("New website").first()).toBeVisible();
  await expect(phone.getByRole("region", { name: "Waiting for you" })).toContainText("Photos for the menu");
  expect(phone.url()).not.toContain(new URL(address).hash.slice(1));
  expect(await phone.evaluate(() => history.length)).toBeLessThan(4);
  await expectNoSidewaysScroll(phone);
  await expectAccessible(phone, "the portal's home");

  // Only what is shown to clients is there.
  await phone.getByRole("link", { name: "Tasks", exact: true }).click();
  await expect(phone.getByRole("link", { name: /Photos for the menu/ })).toBeVisible();
  await expect(phone.getByText("Raise the price")).toHaveCount(0);
  const refused = await phone.request.get(`/api/v1/tasks/${hidden.id}`);
  expect(refused.status()).toBe(401);

  // Comments, with a name that is asked once.
  await phone.getByRole("link", { name: /Photos for the menu/ }).click();
  await phone.getByLabel("Write a comment").fill("The dishes come on Friday.");
  await phone.getByRole("button", { name: "Comment", exact: true }).click();
  await phone.getByRole("textbox", { name: "Your name" }).fill("Marta Luna");
  await phone.getByRole("button", { name: "Continue" }).click();
  await expect(phone.getByRole("article", { name: "Message by Marta Luna" })).toContainText("on Friday");

  // Approves.
  await phone.getByRole("link", { name: /^Approvals/ }).click();
  await phone.getByRole("link", { name: /Photos for the menu/ }).click();
  await expect(phone.getByText("Twelve dishes, square.")).toBeVisible();
  await phone.getByRole("button", { name: "Approve", exact: true }).click();
  await phone.getByLabel("A word about it").fill("Exactly so.");
  await phone.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(phone.getByText(/by Marta Luna/).first()).toBeVisible();
  await expectAccessible(phone, "an approval that was given");

  // The freelancer sees both, with the record.
  await page.goto(`/projects/${project.id}/tasks/${shown.id}`);
  await expect(page.getByRole("region", { name: "Approval" })).toContainText("Marta Luna");
  await expect(page.getByText("Exactly so.")).toBeVisible();
  await expect(page.getByRole("article", { name: "Message by Marta Luna" })).toContainText("on Friday");
  await page.getByRole("button", { name: "Record" }).click();
  const record = page.getByRole("dialog", { name: "Record of the approval" });
  await expect(record.getByText("Unchanged")).toHaveCount(2);
  await page.keyboard.press("Escape");

  // She ends the link; the next thing that the client does leads out.
  await page.goto(`/projects/${project.id}`);
  await page.getByRole("button", { name: "Share" }).click();
  await sheet.getByRole("button", { name: "End link" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End link" }).click();
  await expect(sheet.getByText("Ended", { exact: true })).toBeVisible();

  clean.allowStatus(401, /portal/);
  await phone.getByRole("link", { name: "Tasks", exact: true }).click();
  await expect(phone.getByRole("heading", { name: "This link does not open" })).toBeVisible();
  await expect(phone.getByText("Photos for the menu")).toHaveCount(0);
  await phone.reload();
  await expect(phone.getByRole("heading", { name: "This link does not open" })).toBeVisible();
  clean.allowStatus(404, /links\/open/);
  await phone.goto("/login");
  await phone.goto(address);
  await expect(phone.getByRole("heading", { name: "This link does not open" })).toBeVisible();
  await phone.context().close();
});
