import type { Page } from "@playwright/test";
import { expect, openPalette, test } from "../fixtures";
import { addressOf, newPhone, shareLink } from "../fixtures/guest";

const payloads = [
  `"><img src=x onerror="window.canary=1">`,
  `<script>window.canary=1</script>`,
  `<svg onload=window.canary=1>`,
  `javascript:window.canary=1//`,
  `{{constructor.constructor('window.canary=1')()}}`,
];

const all = payloads.join(" ");

/** What is there is text: nothing ran, nothing leads to a script. */
async function harmless(page: Page, where: string) {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  expect(await page.evaluate(() => "canary" in window), where).toBe(false);
  expect(await page.locator('main a[href^="javascript:" i], main img[src="x"]').count(), where).toBe(0);
}

function noDialogs(page: Page) {
  page.on("dialog", (dialog) => {
    throw new Error(`a dialog opened: ${dialog.message()}`);
  });
}

test("C37: what people type is shown as text, everywhere", async ({ page, tenant }) => {
  const { api, id } = tenant;
  const client = await api.client(payloads[0]);
  const project = await api.project(payloads[1], { client_id: client.id, description: all });
  const task = await api.task(project, payloads[2], {
    description: all,
    assignee_id: id,
    due_at: new Date().toISOString(),
  });
  for (const payload of payloads) await api.task(project, payload, { assignee_id: id });
  await api.send("POST", `/tasks/${task.id}/comments`, { body: all });
  await api.patch(await api.read(task), { description: payloads[3], title: payloads[0] });
  await api.send("PATCH", "/me", { name: payloads[1] });

  noDialogs(page);
  for (const path of [
    "/dashboard",
    "/my-work",
    "/clients",
    `/clients/${client.id}`,
    "/projects",
    `/projects/${project.id}`,
    `/projects/${project.id}/board?q=${encodeURIComponent(payloads[0])}`,
    `/projects/${project.id}/list`,
    `/projects/${project.id}/activity`,
    `/projects/${project.id}/settings`,
    `/projects/${project.id}/tasks/${task.id}`,
    `/projects/${project.id}/tasks/${task.id}/history`,
    "/settings/profile",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    await harmless(page, path);
  }
});

test("C37: so are the words of clients, in the portal and in the inbox", async ({ page, tenant, browser, clean }) => {
  const { api } = tenant;
  const client = await api.client(payloads[2]);
  const project = await api.project(payloads[1], { client_id: client.id, visibility: "client", description: all });
  const task = await api.task(project, payloads[0], { visibility: "client", description: all });
  await api.send("POST", `/clients/${client.id}/contacts`, { name: payloads[0], position: payloads[2] });
  await api.send("POST", `/tasks/${task.id}/approvals`, { note: all });
  const talk = await api.send<{ id: string }>("POST", "/conversations", {
    client_id: client.id,
    project_id: project.id,
    visibility: "client",
    subject: payloads[1],
    message: all,
  });
  const link = await shareLink(
    api,
    { type: "project", id: project.id },
    { permission: "edit", guest_name: payloads[0], label: payloads[2] },
  );

  const phone = await newPhone(browser, clean);
  noDialogs(phone);
  await phone.goto(addressOf(link));
  await expect(phone.getByRole("region", { name: "Waiting for you" })).toBeVisible();
  await harmless(phone, "home");
  await phone.getByRole("link", { name: "Tasks", exact: true }).click();
  await phone.getByRole("link", { name: payloads[0] }).click();
  await phone.getByLabel("Write a comment").fill(all);
  await phone.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(phone.getByRole("article").getByText(payloads[1]).first()).toBeVisible();
  await harmless(phone, "task");
  await phone.getByRole("link", { name: /^Messages/ }).click();
  await phone.getByRole("link", { name: payloads[1] }).click();
  await expect(phone.getByRole("article").getByText(payloads[1]).first()).toBeVisible();
  await harmless(phone, "conversation");

  noDialogs(page);
  for (const path of [
    "/inbox",
    `/inbox/${talk.id}`,
    `/clients/${client.id}`,
    `/projects/${project.id}/messages`,
    `/projects/${project.id}/tasks/${task.id}`,
    "/notifications",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    await harmless(page, path);
  }
  await openPalette(page);
  await page.getByRole("dialog").getByRole("combobox").fill("<s");
  await expect(page.getByRole("option", { name: /canary/ }).first()).toBeVisible();
  await harmless(page, "palette");
});
