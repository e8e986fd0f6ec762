import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { api } from "@/lib/api/client";
import { MyWorkPage } from "./my-work-page";

vi.mock("@/lib/api/client", async (original) => ({ ...(await original<object>()), api: { GET: vi.fn() } }));

const entry = (id: string) => ({ kind: "task", id, title: id, reason: "next", project_id: "p", status: "todo" });
const page = (ids: string[], next_cursor: string | null) =>
  Promise.resolve({ data: { data: ids.map(entry), meta: { next_cursor } }, response: new Response() }) as never;

test("what does not fit on the first page comes with a button, and the button goes with the last one", async () => {
  vi.mocked(api.GET)
    .mockReturnValueOnce(page(["Offer", "Call"], "c2"))
    .mockReturnValueOnce(page(["Invoice"], null));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MyWorkPage />
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  expect(await screen.findByRole("link", { name: "Invoice" })).toBeInTheDocument();
  expect(screen.getAllByRole("link").map(({ textContent }) => textContent)).toEqual(["Offer", "Call", "Invoice"]);
  expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
  expect(vi.mocked(api.GET).mock.lastCall?.[1]).toMatchObject({ params: { query: { cursor: "c2" } } });
});
