import { expect, test } from "../fixtures";

const payloads = [
  `"><img src=x onerror="window.canary=1">`,
  `<script>window.canary=1</script>`,
  `<svg onload=window.canary=1>`,
  `javascript:window.canary=1//`,
  `{{constructor.constructor('window.canary=1')()}}`,
];

test("C37: what people type is shown as text, everywhere", async ({ page, tenant }) => {
  test.setTimeout(120_000);
  const { api, id } = tenant;
  const all = payloads.join(" ");
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

  page.on("dialog", (dialog) => {
    throw new Error(`a dialog opened: ${dialog.message()}`);
  });
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
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(await page.evaluate(() => "canary" in window), path).toBe(false);
    expect(await page.locator('main a[href^="javascript:" i], main img[src="x"]').count(), path).toBe(0);
  }
});
