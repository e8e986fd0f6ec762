import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";

const panelOf = (page: Page) => page.getByRole("dialog");

test("a task opens beside the board, saves by itself, and back closes it", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  await page.goto(`/projects/${project.id}/board`);
  await page.getByRole("link", { name: "Photos" }).click();
  await expect(page).toHaveURL(new RegExp(`task=${task.id}`));

  const panel = panelOf(page);
  await panel.getByLabel("Title").fill("Photos for the menu");
  await panel.getByLabel("Description").fill("Twelve dishes, square.");
  await expect(panel.getByText("Saved", { exact: true })).toBeVisible();
  await panel.getByLabel("Priority").selectOption({ label: "Urgent" });
  await panel.getByLabel("Estimate").fill("1:30");
  await panel.getByLabel("Estimate").press("Enter");
  await expect(panel.getByLabel("Estimate")).toHaveValue("1 h 30 min");

  await expect
    .poll(() => tenant.api.read(task))
    .toMatchObject({
      title: "Photos for the menu",
      description: "Twelve dishes, square.",
      priority: 4,
      estimate_minutes: 90,
    });
  await page.goBack();
  await expect(panel).toBeHidden();
  await expect(page).not.toHaveURL(/task=/);
  await expect(page.getByRole("link", { name: "Photos for the menu" })).toBeVisible();
  await page.goForward();
  await expect(panel.getByLabel("Title")).toHaveValue("Photos for the menu");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
});

test("what was typed is saved when the panel is closed at once", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  await page.goto(`/projects/${project.id}/board?task=${task.id}`);
  await panelOf(page).getByLabel("Description").fill("Not lost");
  await page.getByRole("button", { name: "Close task" }).click();
  await expect.poll(async () => (await tenant.api.read(task)).description).toBe("Not lost");
});

test("dates: a due date is set and cleared", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  await page.goto(`/projects/${project.id}/board?task=${task.id}`);
  const due = panelOf(page).getByLabel("Due", { exact: true });
  await due.fill("2027-03-12");
  await due.press("Enter");
  await expect.poll(async () => (await tenant.api.read(task)).due_at).toContain("2027-03-12");
  await due.fill("");
  await due.blur();
  await expect.poll(async () => (await tenant.api.read(task)).due_at).toBeNull();
});

test("history: what changed, word by word, and the way back as a new version", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  let task = await tenant.api.task(project, "Photos for the menu", { priority: 1 });
  task = await tenant.api.patch(task, { title: "Photos for the home page", priority: 3 });
  await tenant.api.patch(task, { description: "Twelve dishes" });

  await page.goto(`/projects/${project.id}/tasks/${task.id}/history`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("History of Photos for the home page");
  await page.getByRole("button", { name: /^Version 2/ }).click();
  const compare = page.getByRole("region", { name: "Compare" });
  await expect(compare.locator("del").first()).toHaveText("menu");
  await expect(compare.locator("ins").first()).toHaveText("home page");
  await expect(compare.getByText("Low")).toBeVisible();

  await compare.getByLabel("From").selectOption("1");
  await compare.getByLabel("To").selectOption("3");
  await expect(compare.locator("dt")).toHaveText(["Title", "Description", "Priority"]);

  await page.getByRole("button", { name: /^Version 1/ }).click();
  await page.getByRole("button", { name: "Restore this version" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restore this version" }).click();
  await expect(page.getByRole("button", { name: /^Version 4/ })).toContainText("Restored");
  expect(await tenant.api.read(task)).toMatchObject({
    title: "Photos for the menu",
    priority: 1,
    description: "",
    rev: 4,
  });
});

test("comments: written, edited, deleted, and counted on the card", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  await page.goto(`/projects/${project.id}/board?task=${task.id}`);
  const panel = panelOf(page);
  await panel.getByLabel("Write a comment").fill("See https://example.com/menu, please.");
  await panel.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(panel.getByRole("link", { name: "https://example.com/menu" })).toHaveAttribute("rel", /noopener/);
  await expect(panel.getByLabel("Write a comment")).toHaveValue("");
  await expect(panel.getByRole("tab", { name: "Comments 1" })).toBeVisible();

  await panel.getByRole("button", { name: /Actions for the comment/ }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await panel.getByLabel("Edit", { exact: true }).fill("<img src=x onerror=alert(1)> **plain**");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByText("<img src=x onerror=alert(1)> **plain**")).toBeVisible();
  await expect(panel.getByText("edited")).toBeVisible();

  await panel.getByRole("button", { name: /Actions for the comment/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(panel.getByText("No comments yet")).toBeVisible();
  await panel.getByRole("tab", { name: "Activity" }).click();
  await expect(panel.getByText("deleted a comment")).toBeVisible();
});

test("a deleted task leaves the board, and its address says so", async ({ page, tenant, clean }) => {
  clean.allowStatus(404, /tasks/);
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  await page.goto(`/projects/${project.id}/board?task=${task.id}`);
  await page.getByRole("button", { name: "Task actions" }).click();
  await page.getByRole("menuitem", { name: "Delete task" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete task" }).click();
  await expect(panelOf(page)).toBeHidden();
  await expect(page.getByRole("link", { name: "Photos" })).toHaveCount(0);

  await page.goto(`/projects/${project.id}/tasks/${task.id}`);
  await expect(page.getByRole("heading", { name: "This task does not exist" })).toBeAttached();
});
