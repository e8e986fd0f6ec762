import { expect, expectAccessible, test } from "../fixtures";
import { addressOf, newPhone, shared, shareLink } from "../fixtures/guest";

const closed = "This link does not open";

test("a link with a password opens with it only, and says nothing before", async ({ tenant, browser, clean }) => {
  clean.allowStatus(401, /links\/open/);
  const { project } = await shared(tenant.api);
  const link = await shareLink(tenant.api, { type: "project", id: project.id });
  await tenant.api.send("PUT", `/share-links/${link.id}/password`, { password: "tell it by phone" });

  const phone = await newPhone(browser, clean);
  await phone.goto(addressOf(link));
  await expect(phone.getByRole("heading", { name: "Enter the password" })).toBeVisible();
  await expect(phone.getByText("New website")).toHaveCount(0);
  await expectAccessible(phone, "the door");
  await phone.getByLabel("Password").fill("something else");
  await phone.getByRole("button", { name: "Open" }).click();
  await expect(phone.getByText("This password is wrong.")).toBeVisible();
  await phone.getByLabel("Password").fill("tell it by phone");
  await phone.getByRole("button", { name: "Open" }).click();
  await expect(phone.getByRole("heading", { name: "Waiting for you" })).toBeVisible();
  await phone.context().close();
});

test("a link that nobody made, and one that is cut off, are one neutral page", async ({ browser, clean }) => {
  clean.allowStatus(404, /links\/open/);
  clean.allowStatus(422, /links\/open/);
  const phone = await newPhone(browser, clean);
  for (const address of [`/s#${"A".repeat(43)}`, "/s#short", "/s"]) {
    await phone.goto("about:blank");
    await phone.goto(address);
    await expect(phone.getByRole("heading", { name: closed })).toBeVisible();
    await expectAccessible(phone, "a link that does not open");
  }
  await phone.context().close();
});

test("C36: the page of a link is no search engine's find and tells nobody where it was", async ({ request }) => {
  const headers = (await request.get("/s")).headers();
  expect(headers["x-robots-tag"]).toBe("noindex, nofollow");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect((await request.get("/login")).headers()["referrer-policy"]).toBe("strict-origin-when-cross-origin");
});

test("looking only: nothing to write with; asking for tasks: what is asked for arrives", async ({
  tenant,
  browser,
  clean,
}) => {
  const { project, shown } = await shared(tenant.api);
  const look = await shareLink(tenant.api, { type: "project", id: project.id }, { permission: "view" });
  const phone = await newPhone(browser, clean);
  await phone.goto(addressOf(look));
  await phone.getByRole("link", { name: "Tasks", exact: true }).click();
  await phone.getByRole("link", { name: new RegExp(shown.title) }).click();
  await expect(phone.getByRole("heading", { name: shown.title })).toBeVisible();
  await expect(phone.getByRole("textbox")).toHaveCount(0);
  await expect(phone.getByText("This link is for reading only.")).toBeVisible();

  const ask = await shareLink(
    tenant.api,
    { type: "project", id: project.id },
    { permission: "edit", guest_name: "Marta Luna" },
  );
  await phone.goto("about:blank");
  await phone.goto(addressOf(ask));
  await phone.getByRole("link", { name: "Tasks", exact: true }).click();
  await phone.getByRole("button", { name: "Ask for something" }).click();
  await phone.getByLabel("What is to be done?").fill("Add the Christmas menu");
  await phone.getByRole("button", { name: "Send" }).click();
  await expect(phone.getByRole("link", { name: /Add the Christmas menu/ })).toContainText("Asked for by you");
  await phone.getByRole("link", { name: /Add the Christmas menu/ }).click();
  await phone.getByRole("button", { name: "Change", exact: true }).click();
  await phone.getByLabel("Details").fill("Twelve dishes.");
  await phone.getByRole("button", { name: "Save" }).click();
  await expect(phone.getByText("Twelve dishes.")).toBeVisible();
  await phone.getByRole("link", { name: "Overview", exact: true }).click();
  await phone.getByRole("searchbox", { name: "Search" }).fill("christm");
  await phone
    .getByRole("region", { name: "Results" })
    .getByRole("link", { name: /Christmas menu/ })
    .click();
  await expect(phone.getByRole("heading", { name: "Add the Christmas menu" })).toBeVisible();
  const tasks = await tenant.api.send<{ title: string; source: string }[]>("GET", `/projects/${project.id}/tasks`);
  expect(tasks).toContainEqual(expect.objectContaining({ title: "Add the Christmas menu", source: "client" }));
  await phone.context().close();
});

test("see as client: the freelancer sees what the client sees, and cannot write", async ({ page, tenant, context }) => {
  const { project } = await shared(tenant.api);
  await shareLink(tenant.api, { type: "project", id: project.id }, { label: "Ms Luna" });
  await page.goto(`/projects/${project.id}`);
  await page.getByRole("button", { name: "Share" }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: "See as client" }).click();
  const preview = await opened;
  await expect(preview.getByText("Preview: you see what your client sees.")).toBeVisible();
  await preview.getByRole("link", { name: "Tasks", exact: true }).click();
  await expect(preview.getByRole("link", { name: /Photos for the menu/ })).toBeVisible();
  await expect(preview.getByText("Raise the price")).toHaveCount(0);
  await preview.getByRole("link", { name: /Photos for the menu/ }).click();
  await expect(preview.getByRole("textbox")).toHaveCount(0);
});

test("an internal project shows nothing; where the project decides, the task's switch says so", async ({
  page,
  tenant,
}) => {
  const { api } = tenant;
  const client = await api.client("Café Luna");
  const project = await api.project("Secret plans", { client_id: client.id, visibility: "internal" });
  const task = await api.task(project, "Draft");
  await shareLink(api, { type: "project", id: project.id }, { label: "Ms Luna" });

  await page.goto(`/projects/${project.id}/tasks/${task.id}`);
  await expect(page.getByLabel("Visibility")).toBeDisabled();
  await page.goto(`/projects/${project.id}`);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("The client sees nothing here yet: it is internal.")).toBeVisible();
  const shown = page.getByRole("switch", { name: /The client sees this project/ });
  await shown.click();
  await expect(shown).toBeChecked();
  await expect(page.getByText("The client sees nothing here yet: it is internal.")).toHaveCount(0);
});
