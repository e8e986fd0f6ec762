import { newEmail, password } from "../fixtures/api";
import { mailTo } from "../fixtures/server";
import { expect, test } from "../fixtures";

test("somebody new is invited by mail, joins, and sees what a member may do", async ({
  page,
  tenant,
  another,
  clean,
}) => {
  // The page asks whether somebody is signed in already.
  clean.allowStatus(401, /me|refresh/);
  const email = newEmail();
  const shown = await tenant.api.project("Shown project");
  await tenant.api.project("Hidden project");
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByLabel("Only chosen projects and their clients").check();
  await dialog.getByLabel(shown.name).check();
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByRole("list", { name: "Invitations" })).toContainText(email);

  const { token } = await mailTo(email, /./);
  const bo = await another();
  await bo.page.goto(`/invite#${token}`);
  await expect(bo.page).toHaveURL("/invite");
  await bo.page.getByLabel("Your name").fill("Bo Lind");
  await bo.page.getByLabel("Password", { exact: true }).fill(password);
  await bo.page.getByRole("button", { name: "Join" }).click();
  await expect(bo.page).toHaveURL("/dashboard");

  await bo.page.goto("/projects");
  await expect(bo.page.getByRole("main").getByText("Shown project").first()).toBeVisible();
  await expect(bo.page.getByText("Hidden project")).toHaveCount(0);

  await bo.page.goto("/settings/members");
  const members = bo.page.getByRole("list", { name: "Members" });
  await expect(members.getByRole("listitem")).toHaveCount(2);
  await expect(bo.page.getByRole("button", { name: "Invite somebody" })).toHaveCount(0);
  await expect(members.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await bo.page.goto("/settings/workspace");
  await expect(bo.page.getByLabel("Name", { exact: true })).not.toBeEditable();
  await expect(bo.page.getByRole("button", { name: "Transfer" })).toHaveCount(0);
  await expect(bo.page.getByRole("button", { name: "Leave" })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("list", { name: "Members" }).getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Actions for Bo Lind" }).click();
  await page.getByRole("menuitem", { name: "Make owner" }).click();
  await expect(page.getByText("Bo Lind is an owner now")).toBeVisible();
  await bo.page.goto("/settings/members");
  await expect(bo.page.getByRole("button", { name: "Invite somebody" })).toBeVisible();
});

test("who has an account signs in with it and joins; a removed member is a stranger", async ({
  page,
  tenant,
  another,
  clean,
}) => {
  clean.allowStatus(401);
  clean.allowStatus(404);
  const bo = await another();
  const { email } = await bo.api.register("Bo Lind");
  await bo.context.clearCookies();
  await tenant.api.send("POST", "/invitations", { email });
  const { token } = await mailTo(email, /./);

  await bo.page.goto(`/invite#${token}`);
  await bo.page.getByLabel("Password", { exact: true }).fill(password);
  await bo.page.getByRole("button", { name: "Sign in and join" }).click();
  await expect(bo.page).toHaveURL("/dashboard");
  const { workspaces } = await bo.api.send<{ workspaces: { id: string }[] }>("GET", "/me");
  expect(workspaces).toHaveLength(2);

  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Actions for Bo Lind" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Bo Lind is no member any more")).toBeVisible();
  bo.api.workspace = tenant.api.workspace;
  expect((await bo.api.try("GET", "/projects")).status()).toBe(404);
});

test("an invitation that was taken back opens nothing", async ({ page, tenant, another, clean }) => {
  clean.allowStatus(401);
  clean.allowStatus(404, /invitations/);
  clean.allowStatus(410, /invitations/);
  const email = newEmail();
  await tenant.api.send("POST", "/invitations", { email });
  const { token } = await mailTo(email, /./);
  await page.goto("/settings/members");
  await page.getByRole("button", { name: `Take back the invitation to ${email}` }).click();
  await expect(page.getByText(`${email} is not invited any more`)).toBeVisible();
  const stranger = await another();
  await stranger.page.goto(`/invite#${token}`);
  await expect(stranger.page.getByText(/It was accepted or taken back/)).toBeVisible();
});
