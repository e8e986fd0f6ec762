import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "@/lib/api/client";
import { LoginPage } from "./login-page";

const replace = vi.fn();
vi.mock("next/navigation", () => ({ useRouter: () => ({ replace }) }));
vi.mock("next/link", () => ({ default: (props: object) => <a {...props} /> }));
vi.mock("@/lib/api/client", async (original) => ({ ...(await original<object>()), api: { POST: vi.fn() } }));

const user = {
  id: "u1",
  name: "Ada",
  email: "ada@example.com",
  locale: "en-GB",
  time_zone: "UTC",
  workspaces: [{ id: "w1" }],
};
const answer = (status: number, body: unknown) =>
  Promise.resolve({
    ...(status < 400 ? { data: body } : { error: body }),
    response: new Response(null, { status }),
  }) as never;

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <LoginPage />
    </QueryClientProvider>,
  );

async function fill() {
  await userEvent.type(screen.getByLabelText("Email"), "ada@example.com");
  await userEvent.type(screen.getByLabelText("Password"), "correct horse");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
}

beforeEach(() => {
  replace.mockReset();
  localStorage.clear();
  window.history.replaceState(null, "", "/login?next=%2Fclients");
});

test("signing in leads back to where it was asked for, in the person's workspace", async () => {
  vi.mocked(api.POST).mockReturnValue(answer(200, { data: user, meta: {} }));
  show();
  await fill();
  await waitFor(() => expect(replace).toHaveBeenCalledWith("/clients"));
  expect(api.POST).toHaveBeenCalledWith("/auth/login", {
    body: { email: "ada@example.com", password: "correct horse", remember: true },
  });
  expect(localStorage.getItem("smartstack.workspace")).toBe("w1");
});

test("a refusal is said over the form, and the password can be typed again", async () => {
  vi.mocked(api.POST).mockReturnValue(
    answer(401, { code: "invalid_credentials", detail: "No.", request_id: "r", errors: [] }),
  );
  show();
  await fill();
  expect(await screen.findByText("Email or password is wrong.")).toBeInTheDocument();
  expect(screen.getByLabelText("Password")).toHaveFocus();
  expect(replace).not.toHaveBeenCalled();
});

test("nothing is sent while a field is wrong", async () => {
  show();
  await userEvent.type(screen.getByLabelText("Email"), "ada");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(screen.getByLabelText("Email")).toHaveAccessibleDescription("This is not an email address.");
  expect(screen.getByLabelText("Email")).toHaveFocus();
});

test("the password can be shown", async () => {
  show();
  expect(screen.getByLabelText("Password")).toHaveAttribute("type", "password");
  await userEvent.click(screen.getByRole("button", { name: "Show password" }));
  expect(screen.getByLabelText("Password")).toHaveAttribute("type", "text");
});
