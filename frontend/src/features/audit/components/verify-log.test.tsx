import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "@/lib/api/client";
import { VerifyLog } from "./verify-log";

vi.mock("@/lib/api/client", async (original) => ({
  ...(await original<object>()),
  api: { GET: vi.fn() },
}));

const page = (to: number, next: number | null, fault: number | null = null) =>
  Promise.resolve({
    data: { data: { intact: fault === null, entries: 7, from: 1, to, next, fault, checked_at: "" }, meta: {} },
    response: new Response(null, { status: 200 }),
  }) as never;

const asked = () =>
  (vi.mocked(api.GET).mock.calls as unknown as [string, { params: { query: unknown } }][]).map(
    ([, { params }]) => params.query,
  );

beforeEach(() => {
  vi.mocked(api.GET).mockReset();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <VerifyLog />
    </QueryClientProvider>,
  );
});

test("it goes on until the end of the log", async () => {
  vi.mocked(api.GET).mockReturnValueOnce(page(5, 5)).mockReturnValueOnce(page(7, null));
  await userEvent.click(screen.getByRole("button", { name: "Check the log" }));
  expect(await screen.findByText("All 7 entries are as they were written.")).toBeInTheDocument();
  expect(asked()).toEqual([{ after: 0 }, { after: 5 }]);
});

test("it tells how far it is, and stops at the first fault", async () => {
  let answer: (value: unknown) => void = () => undefined;
  vi.mocked(api.GET)
    .mockReturnValueOnce(page(5, 5))
    .mockReturnValueOnce(new Promise((resolve) => (answer = resolve)) as never);
  await userEvent.click(screen.getByRole("button", { name: "Check the log" }));
  expect(await screen.findByText("Checking: 5 of 7 entries")).toBeInTheDocument();
  answer(await page(6, null, 6));
  expect(await screen.findByText(/Entry 6 was changed/)).toBeInTheDocument();
  expect(asked()).toHaveLength(2);
});
