import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { api } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { NewConversationDialog } from "./new-conversation-dialog";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: vi.fn() }) }));
vi.mock("@/lib/api/client", async (original) => ({
  ...(await original<object>()),
  api: { GET: vi.fn(() => new Promise(() => undefined)), POST: vi.fn(() => new Promise(() => undefined)) },
}));

const luna = { id: "c1", name: "Café Luna" };
const yoga = { id: "c2", name: "Tidewater Yoga" };

async function write(clients: object[]) {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  cache.setQueryData(keys.clients.list({ choices: true }), clients);
  render(
    <QueryClientProvider client={cache}>
      <NewConversationDialog />
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByLabelText(/^Subject/), "Invoice");
  await userEvent.type(screen.getByLabelText(/^Message/), "It is late.");
}

const send = () => userEvent.click(screen.getByRole("button", { name: "Send to the client" }));

test("nobody reads what was written before a client was chosen", async () => {
  await write([luna, yoga]);
  expect(screen.queryByText(/will read this/)).not.toBeInTheDocument();
  await send();
  expect(screen.getByText("Choose a client.")).toBeInTheDocument();
  expect(api.POST).not.toHaveBeenCalled();
  await userEvent.selectOptions(screen.getByLabelText("Client"), "Tidewater Yoga");
  expect(screen.getByText(/Tidewater Yoga will read this/)).toBeInTheDocument();
  await send();
  expect(api.POST).toHaveBeenCalledWith(
    "/conversations",
    expect.objectContaining({ body: expect.objectContaining({ client_id: "c2" }) }),
  );
});

test("the only client need not be chosen", async () => {
  await write([luna]);
  expect(screen.getByText(/Café Luna will read this/)).toBeInTheDocument();
});
