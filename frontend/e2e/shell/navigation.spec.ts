import { expect, test } from "../fixtures";

test("deep links work with ids that the export never knew, and nobody's ids say so", async ({
  page,
  tenant,
  clean,
}) => {
  clean.allowStatus(404);
  clean.allowStatus(400);
  const project = await tenant.api.project("New website");
  await page.goto(`/projects/${project.id}/board`);
  await expect(page.getByRole("heading", { level: 1, name: "Board of New website" })).toBeAttached();

  for (const id of ["019a9f41-0000-7000-8000-0000000000ff", "no-such-project", "_"]) {
    await page.goto(`/projects/${id}/board`);
    await expect(page.getByRole("heading", { name: "This project does not exist" })).toBeAttached();
  }
  await page.goto("/no/such/page");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("nothing typed for one task shows up at the next one", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const [one, two] = await tenant.api.tasks(project, ["One", "Two"]);
  await page.goto(`/projects/${project.id}/tasks/${one.id}`);
  await page.getByLabel("Write a comment").fill("Meant for One");
  await page.evaluate((path) => history.pushState(null, "", path), `/projects/${project.id}/tasks/${two.id}`);
  await expect(page.getByLabel("Title")).toHaveValue("Two");
  await expect(page.getByLabel("Write a comment")).toHaveValue("");
});

test("nothing of one project shows up in the next one", async ({ page, tenant }) => {
  const first = await tenant.api.project("First");
  const second = await tenant.api.project("Second");
  await tenant.api.task(first, "Task of the first");
  await page.goto(`/projects/${first.id}/board`);
  await expect(page.getByRole("link", { name: "Task of the first" })).toBeVisible();
  await page.getByRole("button", { name: "Add a task to To do" }).click();
  await page.getByLabel("Title of the new task").fill("Half typed");
  await page.evaluate((path) => history.pushState(null, "", path), `/projects/${second.id}/board`);
  await expect(page.getByRole("heading", { level: 1, name: "Board of Second" })).toBeAttached();
  await expect(page.getByText("Task of the first")).toHaveCount(0);
  await expect(page.getByLabel("Title of the new task")).toHaveCount(0);
});

test("back and forward walk through pages, tabs and the open task", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  await page.goto("/projects");
  await page.getByRole("main").getByRole("link", { name: "New website" }).first().click();
  await expect(page).toHaveURL(new RegExp(`/projects/${project.id}`));
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "List" }).click();
  await expect(page).toHaveURL(`/projects/${project.id}/list`);
  await page.getByRole("main").getByRole("link", { name: "Photos" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();

  await page.goBack();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(`/projects/${project.id}/list`);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL("/projects");
  await page.goForward();
  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(`/projects/${project.id}/list?task=${task.id}`);
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue("Photos");
});

test("somebody else's project looks like one that does not exist", async ({
  page,
  tenant,
  browser,
  baseURL,
  clean,
}) => {
  clean.allowStatus(404);
  const stranger = await browser.newContext({ baseURL });
  const { apiOf } = await import("../fixtures");
  const other = apiOf(stranger, baseURL!);
  await other.register("Eve");
  const secret = await other.project("Secret project");
  await stranger.close();

  await tenant.api.project("Mine");
  await page.goto(`/projects/${secret.id}/board`);
  await expect(page.getByRole("heading", { name: "This project does not exist" })).toBeAttached();
  await expect(page.getByText("Secret project")).toHaveCount(0);
});

test("the theme is kept, without a flash of the other one", async ({ page, tenant }) => {
  await tenant.api.project("New website");
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Switch to dark theme" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.goto("/projects", { waitUntil: "commit" });
  await page.waitForFunction(() => document.body !== null);
  await expect(page.locator("html")).toHaveClass(/dark/);
});
