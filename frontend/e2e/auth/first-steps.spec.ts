import { newEmail, password } from "../fixtures/api";
import { cardsIn, columnOf, dragCard } from "../fixtures/board";
import { mailTo } from "../fixtures/server";
import { expect, test } from "../fixtures";

test("from the start page to a moved card: register, mail, client, project, tasks, drag, reload", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("link", { name: /create|start|try|register/i })
    .first()
    .click();
  await expect(page).toHaveURL("/register");

  await page.getByLabel("Your name").fill("Ada Berg");
  const email = newEmail();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel(/Name of your business/).fill("Studio Berg");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Look into your inbox" })).toBeVisible();
  const { token } = await mailTo(email, /Confirm/);
  await page.goto(`/verify#${token}`);
  await page.getByRole("button", { name: "Confirm email" }).click();
  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ada");

  await page.getByRole("navigation").getByRole("link", { name: "Clients" }).first().click();
  await expect(page).toHaveURL("/clients");
  await page.getByRole("button", { name: "Add client" }).first().click();
  const newClient = page.getByRole("dialog");
  await newClient.getByLabel("Name").fill("Café Luna");
  await newClient.getByRole("button", { name: /Add client|Save/ }).click();
  await expect(newClient).toBeHidden();
  await expect(page.getByText("Café Luna").first()).toBeVisible();

  await page.goto("/projects");
  await page.getByRole("main").getByRole("button", { name: "New project" }).first().click();
  const newProject = page.getByRole("dialog");
  await newProject.getByLabel("Name").fill("New website");
  await newProject.getByLabel("Client").selectOption({ label: "Café Luna" });
  await newProject.getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/);

  await page.getByRole("link", { name: "Board", exact: true }).click();
  await expect(page).toHaveURL(/\/board$/);
  const todo = columnOf(page, "To do");
  await todo.getByRole("button", { name: "Add a task to To do" }).click();
  for (const title of ["Photos", "Texts", "Contact form"]) {
    await page.getByLabel("Title of the new task").fill(title);
    await page.keyboard.press("Enter");
    await expect(todo.getByRole("link", { name: title })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(cardsIn(page, "To do")).toHaveText(["Photos", "Texts", "Contact form"]);

  const moved = page.waitForResponse((answer) => answer.url().endsWith("/move") && answer.ok());
  await dragCard(page, "Photos", "In progress");
  await expect(cardsIn(page, "In progress")).toHaveText(["Photos"]);
  await moved;
  await page.reload();
  await expect(cardsIn(page, "In progress")).toHaveText(["Photos"]);
  await expect(cardsIn(page, "To do")).toHaveText(["Texts", "Contact form"]);
});
