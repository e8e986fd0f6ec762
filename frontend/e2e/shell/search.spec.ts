import { expect, openPalette, test } from "../fixtures";
import { shared } from "../fixtures/guest";

test("the palette finds a client, a project, a task and a message, and marks the words", async ({ page, tenant }) => {
  const { api } = tenant;
  const { client } = await shared(api);
  const lunar = await api.project("Lunar calendar", { client_id: client.id });
  await api.task(lunar, "Draw the lunar phases");
  const talk = await api.send<{ id: string }>("POST", "/conversations", {
    client_id: client.id,
    subject: "Printing",
    visibility: "client",
    message: "How many lunar posters shall we print?",
  });

  await page.goto("/dashboard");
  await openPalette(page);
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox").fill("lun");
  for (const [group, name] of [
    ["Clients", "Café Luna"],
    ["Projects", "Lunar calendar"],
    ["Tasks", "Draw the lunar phases"],
    ["Messages", "Printing"],
  ] as const) {
    await expect(palette.getByRole("group", { name: group }).getByRole("option", { name })).toBeVisible();
  }
  await expect(palette.locator("mark").first()).toHaveText(/lun/i);

  await palette.getByRole("combobox").fill("lunar posters");
  await expect(palette.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/inbox/${talk.id}`));
});
