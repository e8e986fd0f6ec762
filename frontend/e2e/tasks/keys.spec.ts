import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures";
import { cardsIn } from "../fixtures/board";

const menu = (page: Page, name: string) => page.getByRole("menu", { name });

test("keys of the card with the focus change it where it stands, and the focus comes back", async ({
  page,
  tenant,
}) => {
  const { api } = tenant;
  const project = await api.project("New website");
  const [one] = await api.tasks(project, ["One", "Two"]);
  await page.goto(`/projects/${project.id}/board`);
  const card = page.getByRole("link", { name: "One", exact: true });
  await card.focus();

  await page.keyboard.press("p");
  await expect(menu(page, "Priority").getByRole("menuitemradio", { name: "No priority" })).toBeFocused();
  await expectAccessible(page, "the menu of a key");
  await page.keyboard.press("u");
  await page.keyboard.press("Enter");
  await expect(menu(page, "Priority")).toHaveCount(0);
  await expect(card).toBeFocused();

  await page.keyboard.press("a");
  await page.getByRole("menuitemradio", { name: tenant.name }).click();
  await expect(card).toBeFocused();

  await page.keyboard.press("d");
  const due = page.getByRole("dialog", { name: "Due date of One" });
  await expect(due.getByLabel("Due", { exact: true })).toBeFocused();
  await expectAccessible(page, "the form of a key");
  await due.getByLabel("Due", { exact: true }).fill("2031-05-06");
  await page.keyboard.press("Enter");
  await expect(due).toHaveCount(0);
  await expect(card).toBeFocused();

  await page.keyboard.press("s");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(cardsIn(page, "In progress")).toHaveText(["One"]);
  await expect(card).toBeFocused();
  await page.keyboard.press("m");
  await menu(page, "Move to").getByRole("menuitemradio", { name: "Review" }).press("Enter");
  await expect(cardsIn(page, "Review")).toHaveText(["One"]);
  await expect(card).toBeFocused();

  await page.keyboard.press("e");
  await page.getByRole("dialog", { name: "Rename One" }).getByLabel("Title").fill("Photos");
  await page.keyboard.press("Enter");
  const renamed = page.getByRole("link", { name: "Photos", exact: true });
  await expect(renamed).toBeFocused();
  const review = project.columns.find(({ name }) => name === "Review")!;
  await expect
    .poll(async () => api.read(one))
    .toMatchObject({ title: "Photos", priority: 4, assignee_id: tenant.id, column_id: review.id });
  expect(new Date((await api.read(one)).due_at ?? 0).getUTCFullYear()).toBe(2031);

  await page.keyboard.press("Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete task" }).click();
  await expect(renamed).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Two", exact: true })).toBeFocused();
});

test("a change that the server refuses is taken back", async ({ page, tenant, clean }) => {
  clean.allowStatus(412, /tasks/);
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "One");
  await page.goto(`/projects/${project.id}/board`);
  await page.getByRole("link", { name: "One" }).focus();
  await tenant.api.patch(task, { priority: 1 });
  await page.keyboard.press("p");
  await menu(page, "Priority").getByRole("menuitemradio", { name: "Urgent" }).press("Enter");
  await expect(page.getByText("Somebody else changed this meanwhile.")).toBeVisible();
  await expect(page.locator("[data-card]").getByText("Priority: Low")).toBeAttached();
});

test("rows of the list are selected by x; [ and ] go through the panel; the sheet lists them, the settings end them", async ({
  page,
  tenant,
}) => {
  const project = await tenant.api.project("New website");
  await tenant.api.tasks(project, ["One", "Two", "Three"]);
  await page.goto(`/projects/${project.id}/list`);
  await page.getByRole("link", { name: "One" }).focus();
  await page.keyboard.press("x");
  await page.getByRole("link", { name: "Three" }).focus();
  await page.keyboard.press("Shift+x");
  await expect(page.getByRole("toolbar", { name: "3 tasks selected" })).toBeVisible();

  await page.getByRole("link", { name: "Two" }).click();
  const title = page.getByRole("dialog").getByLabel("Title");
  await expect(title).toHaveValue("Two");
  await page.keyboard.press("]");
  await expect(title).toHaveValue("Three");
  await page.keyboard.press("[");
  await page.keyboard.press("[");
  await expect(title).toHaveValue("One");
  await page.goBack();
  await expect(title).toHaveCount(0);

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const what of ["Status", "Priority", "Due date", "Select", "Next task"]) {
    await expect(sheet.getByRole("listitem").filter({ hasText: what }).first()).toBeVisible();
  }
  await page.keyboard.press("Escape");

  await page.evaluate(() => localStorage.setItem("smartstack.single-keys", "off"));
  await page.getByRole("link", { name: "One" }).focus();
  await page.keyboard.press("p");
  await expect(menu(page, "Priority")).toHaveCount(0);
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("button", { name: "Expand sidebar" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Expand sidebar" })).toBeVisible();
});

test("in my work a task that is put off goes to another group, with the focus", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  await tenant.api.task(project, "One", { assignee_id: tenant.id, due_at: yesterday });
  await page.goto("/my-work");
  const row = page.getByRole("region", { name: /^Overdue/ }).getByRole("link", { name: "One" });
  await row.focus();
  await page.keyboard.press("d");
  await page.getByRole("dialog").getByRole("button", { name: "In a week" }).click();
  await expect(page.getByRole("region", { name: /^Next/ }).getByRole("link", { name: "One" })).toBeFocused();
});
