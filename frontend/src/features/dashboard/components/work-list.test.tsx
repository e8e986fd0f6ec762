import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { useWork } from "../api";
import type { WorkItem, WorkTask } from "../groups";
import { WorkList } from "./work-list";

vi.mock("@/lib/api/client", async (original) => ({
  ...(await original<object>()),
  api: { GET: vi.fn(), POST: vi.fn() },
}));
vi.mock("@/components/ui/toast", () => ({ toast: { success: vi.fn(), error: vi.fn() } }));

const item = (id: string, title: string): WorkTask => ({
  kind: "task",
  id,
  task_id: id,
  title,
  reason: "due_today",
  project_id: "p1",
  project_name: "Website",
  client_id: null,
  client_name: null,
  number: 1,
  column_id: "todo",
  status: "todo",
  priority: 0,
  start_on: null,
  due_at: null,
  estimate_minutes: null,
  visibility: "internal",
  since: null,
  said_by: null,
  said: null,
  rev: 1,
  created_at: "2026-03-02T09:00:00Z",
  updated_at: "2026-03-02T09:00:00Z",
});

const items = [item("t1", "Write the offer"), item("t2", "Call Luna")];
const answer = (status: number, body: unknown) =>
  Promise.resolve(
    status < 400
      ? { data: body, response: new Response(null, { status }) }
      : { error: body, response: new Response(null, { status }) },
  ) as never;

const waiting = {
  ...item("c1", "Photos"),
  kind: "conversation",
  reason: "client_waiting",
  client_name: "Café Luna",
  since: new Date(Date.now() - 2 * 3600_000).toISOString(),
  said_by: "Marta Luna",
  said: "The one with the boat.",
} as unknown as WorkItem;
const back = {
  ...waiting,
  id: "a1",
  kind: "approval",
  reason: "changes_requested",
  title: "Menu",
  task_id: "t9",
  said: "Bigger letters.",
} as unknown as WorkItem;

function Page() {
  const { data } = useWork();
  return data ? <WorkList items={data} /> : null;
}

function show() {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  client.setQueryData(keys.work, { pages: [{ data: items, meta: {} }], pageParams: [undefined] });
  render(
    <QueryClientProvider client={client}>
      <Page />
    </QueryClientProvider>,
  );
  return client;
}

beforeEach(() => vi.mocked(api.GET).mockReturnValue(answer(200, { data: items, meta: {} })));

test("a ticked task leaves the list before the server has answered, and the next one gets the focus", async () => {
  vi.mocked(api.POST).mockReturnValue(new Promise(() => undefined) as never);
  show();
  await userEvent.click(screen.getByLabelText("Complete Write the offer"));
  await waitFor(() => expect(screen.queryByText("Write the offer")).not.toBeInTheDocument());
  expect(screen.getByLabelText("Complete Call Luna")).toHaveFocus();
});

test("it comes back with a message when that fails", async () => {
  vi.mocked(api.POST).mockReturnValue(
    answer(503, { code: "unavailable", detail: "Later.", errors: [], request_id: "r" }),
  );
  show();
  await userEvent.click(screen.getByLabelText("Complete Write the offer"));
  await waitFor(() => expect(toast.error).toHaveBeenCalled());
  expect(await screen.findByText("Write the offer")).toBeInTheDocument();
});

test("it offers the way back when it worked", async () => {
  vi.mocked(api.POST).mockReturnValue(answer(200, { data: { id: "t1" }, meta: {} }));
  show();
  await userEvent.click(screen.getByLabelText("Complete Write the offer"));
  await waitFor(() => expect(toast.success).toHaveBeenCalled());
  const [, options] = vi.mocked(toast.success).mock.calls[0] ?? [];
  options?.action?.onClick();
  await waitFor(() => expect(api.POST).toHaveBeenCalledWith("/tasks/{task_id}/reopen", expect.anything()));
});

test("clients who wait stand in the list with what they said, and lead to it; there is nothing to tick", () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <WorkList items={[back, waiting]} />
    </QueryClientProvider>,
  );
  expect(screen.getAllByRole("heading").map(({ textContent }) => textContent)).toEqual([
    "Clients waiting for an answer1",
    "Changes requested1",
  ]);
  expect(screen.getByRole("link", { name: "Photos" })).toHaveAttribute("href", "/inbox/c1");
  expect(screen.getByRole("link", { name: "Menu" })).toHaveAttribute("href", "/projects/p1/tasks/t9");
  expect(screen.getAllByText("Café Luna, waiting for 2 hours")).toHaveLength(2);
  expect(screen.getByText("Marta Luna: The one with the boat.")).toBeInTheDocument();
  expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
});
