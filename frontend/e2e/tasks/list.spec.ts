import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";

const titles = (page: Page) => page.locator("[data-task] th a");
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test("filters, search and order are in the address and survive a reload", async ({ page, tenant }) => {
  const { api, id } = tenant;
  const project = await api.project("New website");
  await api.task(project, "Photos", { priority: 4, due_at: inDays(-2), assignee_id: id });
  await api.task(project, "Texts", { priority: 2, due_at: inDays(3) });
  await api.task(project, "Form");
  await page.goto(`/projects/${project.id}/list`);
  await expect(titles(page)).toHaveText(["Photos", "Texts", "Form"]);

  await page.getByRole("button", { name: "Due", exact: true }).click();
  await page.getByRole("button", { name: "Due", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Due" })).toHaveAttribute("aria-sort", "descending");
  await expect(titles(page)).toHaveText(["Form", "Texts", "Photos"]);

  await page.getByLabel("Due", { exact: true }).and(page.locator("select")).selectOption({ label: "Overdue" });
  await expect(titles(page)).toHaveText(["Photos"]);
  await expect(page).toHaveURL(/due=overdue/);
  await page.reload();
  await expect(titles(page)).toHaveText(["Photos"]);

  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("searchbox", { name: "Search tasks" }).fill("text");
  await expect(titles(page)).toHaveText(["Texts"]);
  await page.getByRole("searchbox", { name: "Search tasks" }).fill("nothing like it");
  await expect(page.getByText("No task fits these filters")).toBeVisible();
});

test("long lists come in pages", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const ops = Array.from({ length: 60 }, (_, i) => ({
    op: "create",
    project_id: project.id,
    data: { title: `Task ${String(i + 1).padStart(2, "0")}` },
  }));
  await tenant.api.send("POST", "/tasks/bulk", { atomic: true, ops });
  await page.goto(`/projects/${project.id}/list`);
  await expect(titles(page)).toHaveCount(50);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(titles(page)).toHaveCount(60);
  await expect(page.getByText("60 tasks", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);
});

test("many tasks at once: complete, move, delete", async ({ page, tenant }) => {
  const { api } = tenant;
  const project = await api.project("New website");
  const [one, two, three] = await api.tasks(project, ["One", "Two", "Three"]);
  await page.goto(`/projects/${project.id}/list`);

  await page.getByRole("checkbox", { name: "Select One" }).check();
  await page.getByRole("checkbox", { name: "Select Two" }).check();
  await page.getByRole("toolbar").getByRole("button", { name: "Complete" }).click();
  await expect(page.getByText("2 tasks changed")).toBeVisible();
  await expect.poll(async () => [(await api.read(one)).status, (await api.read(two)).status]).toEqual(["done", "done"]);
  await expect(page.getByRole("toolbar")).toHaveCount(0);

  await page.getByRole("checkbox", { name: "Select Three" }).check();
  await page.getByRole("toolbar").getByRole("button", { name: "Move to" }).click();
  await page.getByRole("menuitem", { name: "Review" }).click();
  const review = project.columns.find(({ name }) => name === "Review")!;
  await expect.poll(async () => (await api.read(three)).column_id).toBe(review.id);

  await page.getByRole("checkbox", { name: "Select all shown" }).check();
  await page.getByRole("toolbar", { name: "3 tasks selected" }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No tasks yet")).toBeVisible();
});

test("a task is added and opened from the list", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  await page.goto(`/projects/${project.id}/list`);
  await page.getByRole("main").getByRole("button", { name: "Add task" }).click();
  await page.getByRole("textbox", { name: "New task" }).fill("Photos");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Photos" }).click();
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue("Photos");
});
