import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api";
import { expect, expectAccessible, expectNoSidewaysScroll, expectReadable, openPalette, test } from "../fixtures";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

type Place = {
  name: string;
  path: (ids: Ids) => string;
  ready: string | RegExp | null;
  open?: (page: Page) => Promise<void>;
};
type Ids = { client: string; project: string; task: string };

const outside: Place[] = [
  { name: "start page", path: () => "/", ready: /./ },
  { name: "sign in", path: () => "/login", ready: "Welcome back" },
  { name: "register", path: () => "/register", ready: "Create your account" },
  { name: "forgotten password", path: () => "/forgot", ready: "Set a new password" },
  { name: "new password", path: () => "/reset#token", ready: "Choose a new password" },
  { name: "confirm email", path: () => "/verify#token", ready: "Confirm your email" },
  { name: "link to sign in", path: () => "/magic#token", ready: "Sign in" },
  { name: "half a link", path: () => "/invite", ready: "This link is not complete" },
  { name: "a page that is not there", path: () => "/nowhere", ready: /./ },
];

/** Around the work. */
const office: Place[] = [
  { name: "dashboard", path: () => "/dashboard", ready: /Ada/ },
  { name: "my work", path: () => "/my-work", ready: "My work" },
  { name: "clients", path: () => "/clients", ready: "Clients" },
  { name: "client", path: ({ client }) => `/clients/${client}`, ready: "Café Luna" },
  { name: "projects", path: () => "/projects", ready: "Projects" },
  { name: "project", path: ({ project }) => `/projects/${project}`, ready: /New website|Overview/ },
  { name: "project settings", path: ({ project }) => `/projects/${project}/settings`, ready: /./ },
  {
    name: "palette",
    path: () => "/dashboard",
    ready: /Ada/,
    open: async (page) => {
      await openPalette(page);
    },
  },
  {
    name: "new project",
    path: () => "/projects",
    ready: "Projects",
    open: async (page) => {
      await page.getByRole("main").getByRole("button", { name: "New project" }).first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "new client",
    path: () => "/clients",
    ready: "Clients",
    open: async (page) => {
      await page.getByRole("button", { name: "Add client" }).first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
];

/** Accounts and workspaces. */
const settings: Place[] = [
  { name: "profile", path: () => "/settings/profile", ready: /./ },
  { name: "security", path: () => "/settings/security", ready: /./ },
  { name: "own data", path: () => "/settings/data", ready: /./ },
  { name: "members", path: () => "/settings/members", ready: /./ },
  { name: "API keys", path: () => "/settings/api-keys", ready: /./ },
  { name: "audit log", path: () => "/settings/audit", ready: /./ },
  {
    name: "invite somebody",
    path: () => "/settings/members",
    ready: /./,
    open: async (page) => {
      await page.getByRole("button", { name: "Invite somebody" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  { name: "workspace settings", path: () => "/settings/workspace", ready: /./ },
  { name: "appearance", path: () => "/settings/appearance", ready: /./ },
];

/** The work itself. */
const work: Place[] = [
  { name: "board", path: ({ project }) => `/projects/${project}/board`, ready: "Board of New website" },
  {
    name: "card menu",
    path: ({ project }) => `/projects/${project}/board`,
    ready: "Board of New website",
    open: async (page) => {
      await page.getByRole("button", { name: "Actions for Photos" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "list",
    path: ({ project }) => `/projects/${project}/list`,
    ready: "Tasks of New website",
    open: (page) => page.getByRole("checkbox", { name: "Select Photos" }).check(),
  },
  {
    name: "task panel with history",
    path: ({ project, task }) => `/projects/${project}/board?task=${task}`,
    ready: null,
    open: async (page) => {
      await page.getByRole("tab", { name: "History" }).click();
      await expect(page.getByRole("region", { name: "Compare" }).locator("ins").first()).toBeVisible();
    },
  },
  { name: "task", path: ({ project, task }) => `/projects/${project}/tasks/${task}`, ready: "Photos" },
  {
    name: "delete dialog",
    path: ({ project, task }) => `/projects/${project}/tasks/${task}`,
    ready: "Photos",
    open: async (page) => {
      await page.getByRole("button", { name: "Task actions" }).click();
      await page.getByRole("menuitem", { name: "Delete task" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
  {
    name: "task history",
    path: ({ project, task }) => `/projects/${project}/tasks/${task}/history`,
    ready: "History of Photos",
  },
  { name: "project activity", path: ({ project }) => `/projects/${project}/activity`, ready: /./ },
];

const inside = [...office, ...settings, ...work];

async function visit(page: Page, { path, ready, open }: Place, ids: Ids) {
  await page.goto(path(ids));
  if (ready) await expect(page.getByRole("heading", { level: 1, name: ready }).first()).toBeAttached();
  else await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await open?.(page);
  // Colours on their way are neither the old nor the new ones.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
}

/** In both themes: the colours change with those of the system. */
async function expectAccessibleInBoth(page: Page, name: string) {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expectReadable(page, `${name}, dark`);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expect(page.locator("html")).not.toHaveClass(/dark/);
  await expectAccessible(page, `${name}, light`);
}

test("every page outside, in both themes", async ({ page, clean }) => {
  clean.allowStatus(404, /nowhere/);
  clean.allowStatus(401, /auth\/session/);
  for (const place of outside) {
    await test.step(place.name, async () => {
      await visit(page, place, { client: "", project: "", task: "" });
      await expectAccessibleInBoth(page, place.name);
    });
  }
});

test.describe("signed in", () => {
  async function seed({ api, id }: { api: Api; id: string }): Promise<Ids> {
    const client = await api.client("Café Luna");
    const project = await api.project("New website", { client_id: client.id, visibility: "client" });
    const first = await api.task(project, "Photos", { priority: 4, due_at: inDays(-2), assignee_id: id });
    await api.task(project, "Texts", { priority: 1, due_at: inDays(2), assignee_id: id, visibility: "client" });
    await api.send("POST", `/tasks/${first.id}/comments`, { body: "See https://example.com." });
    const task = await api.patch(await api.read(first), { description: "Twelve dishes", priority: 3 });
    return { client: client.id, project: project.id, task: task.id };
  }

  for (const [name, places] of Object.entries({ office, settings, work })) {
    test(`every page and overlay of the ${name}, in both themes`, async ({ page, tenant }) => {
      test.setTimeout(240_000);
      const ids = await seed(tenant);
      await page.emulateMedia({ reducedMotion: "reduce" });
      for (const place of places) {
        await test.step(place.name, async () => {
          await visit(page, place, ids);
          await expectAccessibleInBoth(page, place.name);
        });
      }
    });
  }

  test("every page and overlay on a phone, nothing sticks out @phone", async ({ page, tenant }) => {
    test.setTimeout(240_000);
    const ids = await seed(tenant);
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const place of inside.filter(({ name }) => name !== "palette")) {
      await test.step(place.name, async () => {
        await visit(page, place, ids);
        await expectNoSidewaysScroll(page);
        await expectAccessible(page, `${place.name} on a phone`);
      });
    }
  });

  test("no page is wider than a narrow window", async ({ page, tenant }) => {
    const ids = await seed(tenant);
    for (const place of inside.filter(({ open }) => !open)) {
      await test.step(place.name, async () => {
        await visit(page, place, ids);
        for (const width of [768, 320]) {
          await page.setViewportSize({ width, height: 800 });
          await expectNoSidewaysScroll(page);
        }
      });
    }
  });
});
