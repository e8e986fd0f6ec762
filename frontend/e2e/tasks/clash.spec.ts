import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";

/** Both see the same version; the second one saves after the first. */
async function editInTwoTabs(
  first: Page,
  second: Page,
  address: string,
  field: "Title" | "Description",
  texts: [string, string],
) {
  for (const page of [first, second]) {
    await page.goto(address);
    await expect(page.getByLabel("Title")).toHaveValue("Photos");
  }
  await first.getByLabel(field).fill(texts[0]);
  await expect(first.getByText("Saved", { exact: true })).toBeVisible();
  await second.getByLabel("Title").fill(texts[1]);
}

test("two people change the same field: keep mine", async ({ page, context, tenant, clean }) => {
  clean.allowStatus(412);
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  const other = await context.newPage();
  await editInTwoTabs(page, other, `/projects/${project.id}/tasks/${task.id}`, "Title", ["Theirs", "Mine"]);

  const dialog = other.getByRole("alertdialog");
  await expect(dialog).toContainText("Theirs");
  await expect(dialog).toContainText("Mine");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await tenant.api.read(task)).title).toBe("Mine");
  await expect(other.getByText("Saved", { exact: true })).toBeVisible();
});

test("two people change the same field: take theirs", async ({ page, context, tenant, clean }) => {
  clean.allowStatus(412);
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  const other = await context.newPage();
  await editInTwoTabs(page, other, `/projects/${project.id}/tasks/${task.id}`, "Title", ["Theirs", "Mine"]);

  await other.getByRole("alertdialog").getByRole("button", { name: "Take theirs" }).click();
  await expect(other.getByLabel("Title")).toHaveValue("Theirs");
  expect((await tenant.api.read(task)).title).toBe("Theirs");
});

test("two people change different fields: both changes stand, nobody is asked", async ({
  page,
  context,
  tenant,
  clean,
}) => {
  clean.allowStatus(412);
  const project = await tenant.api.project("New website");
  const task = await tenant.api.task(project, "Photos");
  const other = await context.newPage();
  const address = `/projects/${project.id}/tasks/${task.id}`;
  await editInTwoTabs(page, other, address, "Description", ["Twelve dishes", "Photos for the menu"]);

  await expect(other.getByText("Saved", { exact: true })).toBeVisible();
  await expect(other.getByRole("alertdialog")).toHaveCount(0);
  expect(await tenant.api.read(task)).toMatchObject({ title: "Photos for the menu", description: "Twelve dishes" });
});
