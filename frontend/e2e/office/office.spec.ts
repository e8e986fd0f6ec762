import { expect, openPalette, test } from "../fixtures";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test("my work: the most urgent first, ticked off where it stands, with a way back", async ({ page, tenant }) => {
  const { api, id } = tenant;
  const project = await api.project("New website");
  const late = await api.task(project, "Late", { assignee_id: id, due_at: inDays(-2) });
  await api.task(project, "Soon", { assignee_id: id, due_at: inDays(3) });
  await api.task(project, "Somebody else's");
  await page.goto("/my-work");
  await expect(page.getByRole("region", { name: /Overdue/ }).getByRole("link")).toHaveText(["Late"]);
  await expect(page.getByRole("region", { name: /Next 7 days/ }).getByRole("link")).toHaveText(["Soon"]);
  await expect(page.getByText("Somebody else's")).toHaveCount(0);

  await page.getByRole("checkbox", { name: /Late/ }).click();
  await expect(page.getByRole("link", { name: "Late" })).toHaveCount(0);
  await expect.poll(async () => (await api.read(late)).status).toBe("done");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "Late" })).toBeVisible();
  await expect.poll(async () => (await api.read(late)).status).toBe("todo");
});

test("clients: found, changed, and kept while they have projects", async ({ page, tenant, clean }) => {
  clean.allowStatus(409, /clients/);
  const { api } = tenant;
  const luna = await api.client("Café Luna");
  await api.client("Nordwind GmbH");
  await api.project("New website", { client_id: luna.id });
  await page.goto("/clients");
  await page.getByRole("searchbox", { name: "Search clients" }).fill("luna");
  await expect(page.getByText("Nordwind GmbH")).toHaveCount(0);
  await expect(page).toHaveURL(/q=luna/);

  await page.getByRole("link", { name: "Café Luna" }).click();
  await expect(page).toHaveURL(`/clients/${luna.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Café Luna" })).toBeVisible();
  await page.getByRole("button", { name: "Edit client" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Hourly rate").fill("not a number");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("Enter an amount such as 95 or 92.50.")).toBeVisible();
  await sheet.getByLabel("Hourly rate").fill("92.50");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText("92.50")).toBeVisible();
  await expect(page.getByRole("link", { name: /New website/ }).first()).toBeVisible();

  await page.getByRole("button", { name: "Delete client" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete client" }).click();
  await expect(page.getByText("The client could not be deleted")).toBeVisible();
  await page.goto("/clients");
  await expect(page.getByRole("link", { name: "Café Luna" })).toBeVisible();
});

test("projects: archived out of the way, restored, deleted after a question", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  await page.goto(`/projects/${project.id}/settings`);
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page.getByText("This project is archived.").first()).toBeVisible();
  await page.goto("/projects");
  await expect(page.getByRole("main").getByRole("link", { name: "New website" })).toHaveCount(0);

  await page.goto(`/projects/${project.id}/settings`);
  await page.getByRole("button", { name: "Restore" }).first().click();
  await expect(page.getByText("This project is archived.")).toHaveCount(0);

  await page.getByRole("button", { name: "Delete project" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Delete project" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete project" }).click();
  await expect(page).toHaveURL("/projects");
  await expect(page.getByText("Start your first project")).toBeVisible();
});

test("project settings: two people change the same field, and one decides", async ({ page, tenant, clean }) => {
  clean.allowStatus(412, /projects/);
  const project = await tenant.api.project("New website");
  await page.goto(`/projects/${project.id}/settings`);
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toHaveValue("New website");
  await tenant.api.send("PATCH", `/projects/${project.id}`, { name: "Theirs" }, { "if-match": `"r${project.rev}"` });
  await name.fill("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Keep mine" }).click();
  await expect
    .poll(async () => (await tenant.api.send<{ name: string }>("GET", `/projects/${project.id}`)).name)
    .toBe("Mine");
});

test("settings: name and workspace are saved and shown everywhere", async ({ page, tenant }) => {
  await tenant.api.project("New website");
  await page.goto("/settings/profile");
  await page.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Account of Ada Lovelace" })).toBeVisible();

  await page.goto("/settings/workspace");
  await page.getByLabel("Name", { exact: true }).fill("Studio Lovelace");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: /Studio Lovelace/ })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Studio Lovelace");
});

test("the palette finds a task and goes there; keys go to pages", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos for the menu");
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ada");
  await openPalette(page);
  await page.getByRole("combobox").fill("photos");
  await page.getByRole("option", { name: /Photos for the menu/ }).click();
  await expect(page).toHaveURL(new RegExp(task.id));

  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ada");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL("/projects");
});
