import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { card, cardsIn, columnOf, dragBefore, dragCard } from "../fixtures/board";

const answered = (page: Page, path: string) =>
  page.waitForResponse((answer) => answer.url().includes(path) && answer.request().method() === "POST");

test("cards are ordered by dragging, and stay so", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  await tenant.api.tasks(project, ["One", "Two", "Three"]);
  await page.goto(`/projects/${project.id}/board`);

  const moved = answered(page, "/move");
  await dragBefore(page, "Three", "One");
  await expect(cardsIn(page, "To do")).toHaveText(["Three", "One", "Two"]);
  expect((await moved).ok()).toBe(true);
  await page.reload();
  await expect(cardsIn(page, "To do")).toHaveText(["Three", "One", "Two"]);
});

test("the keyboard moves cards, keeps the focus on them and says where they are", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  await tenant.api.tasks(project, ["One", "Two"]);
  await page.goto(`/projects/${project.id}/board`);

  const link = page.getByRole("link", { name: "One" });
  await link.focus();
  const first = answered(page, "/move");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(cardsIn(page, "To do")).toHaveText(["Two", "One"]);
  await expect(link).toBeFocused();
  await first;

  const second = answered(page, "/move");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(cardsIn(page, "In progress")).toHaveText(["One"]);
  await expect(link).toBeFocused();
  await expect(page.getByTestId("live-region")).toHaveText("One moved to In progress, position 1 of 1");
  await second;

  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("link", { name: "Two" })).toBeFocused();
  await page.reload();
  await expect(cardsIn(page, "In progress")).toHaveText(["One"]);
});

test("the card menu does all that dragging does, and undo takes it back", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  await tenant.api.tasks(project, ["One", "Two"]);
  await page.goto(`/projects/${project.id}/board`);

  await page.getByRole("button", { name: "Actions for One" }).click();
  await page.getByRole("menuitem", { name: "Review" }).click();
  await expect(cardsIn(page, "Review")).toHaveText(["One"]);
  await expect(page.getByRole("button", { name: "Actions for One" })).toBeFocused();
  expect(await page.evaluate(() => document.body.getAttribute("style") ?? "")).toBe("");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cardsIn(page, "To do")).toHaveText(["One", "Two"]);
  await expect(cardsIn(page, "Review")).toHaveCount(0);
});

test("completing from the menu moves the card to Done", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  const [task] = await tenant.api.tasks(project, ["One"]);
  await page.goto(`/projects/${project.id}/board`);
  await page.getByRole("button", { name: "Actions for One" }).click();
  await page.getByRole("menuitem", { name: "Complete" }).click();
  await expect(cardsIn(page, "Done")).toHaveText(["One"]);
  await expect.poll(async () => (await tenant.api.read(task)).status).toBe("done");
});

test("a move that the server refuses goes back, with a message", async ({ page, tenant, clean }) => {
  clean.allowStatus(503, /move/);
  const project = await tenant.api.project("New website");
  await tenant.api.tasks(project, ["One"]);
  await page.goto(`/projects/${project.id}/board`);
  await expect(card(page, "One")).toBeVisible();
  await page.route("**/move", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      json: {
        type: "about:blank",
        title: "Unavailable",
        status: 503,
        code: "busy",
        detail: "Too busy.",
        request_id: "r1",
        errors: [],
      },
    }),
  );
  await dragCard(page, "One", "In progress");
  await expect(page.getByText("The task could not be moved and is back in its place")).toBeVisible();
  await expect(cardsIn(page, "To do")).toHaveText(["One"]);
  await expect(columnOf(page, "In progress").locator("[data-card]")).toHaveCount(0);
});

test("a moved card is painted within 100 ms", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  await tenant.api.tasks(project, ["One", "Two", "Three"]);
  await page.goto(`/projects/${project.id}/board`);
  await page.getByRole("link", { name: "One" }).focus();
  const times: number[] = [];
  for (const key of ["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowDown"]) {
    const done = answered(page, "/move");
    times.push(
      await page.evaluate((name) => {
        const before = document.querySelector('[role="group"] [data-card]')!.closest("[aria-describedby]")!;
        const started = performance.now();
        return new Promise<number>((resolve) => {
          new MutationObserver((_, observer) => {
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - started));
          }).observe(before, { childList: true, subtree: true });
          document.activeElement!.dispatchEvent(
            new KeyboardEvent("keydown", { key: name, shiftKey: true, bubbles: true, cancelable: true }),
          );
        });
      }, key),
    );
    await done;
  }
  expect(Math.min(...times)).toBeLessThan(100);
});

test("filters narrow the board and live in the address", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  await tenant.api.task(project, "Photos", { priority: 4 });
  await tenant.api.task(project, "Texts", { priority: 1 });
  await page.goto(`/projects/${project.id}/board`);
  await expect(cardsIn(page, "To do")).toHaveCount(2);

  await page.getByLabel("Priority").selectOption({ label: "High or higher" });
  await expect(cardsIn(page, "To do")).toHaveText(["Photos"]);
  await expect(page).toHaveURL(/priority=3/);
  await page.reload();
  await expect(cardsIn(page, "To do")).toHaveText(["Photos"]);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(cardsIn(page, "To do")).toHaveCount(2);
  await expect(page).not.toHaveURL(/\?/);
});

test("on a phone one column shows at a time and the menu moves cards @phone", async ({ page, tenant }) => {
  const project = await tenant.api.project("New website");
  await tenant.api.tasks(project, ["One"]);
  await page.goto(`/projects/${project.id}/board`);
  await expect(columnOf(page, "To do")).toBeVisible();
  await expect(columnOf(page, "Done")).toBeHidden();

  await page.getByRole("button", { name: "Actions for One" }).tap();
  await page.getByRole("menuitem", { name: "Done" }).tap();
  await page.getByRole("button", { name: "Done, 1 task" }).tap();
  await expect(cardsIn(page, "Done")).toHaveText(["One"]);
});
