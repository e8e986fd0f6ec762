import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ComposerBox } from "./composer-box";
import { Message } from "./message";

const message = { author: "Ada Berg", at: "2026-03-05T10:00:00Z", body: "She is slow to pay." };

test("a note for the team says so in words, not by its colour alone", () => {
  render(<Message {...message} internal />);
  const note = screen.getByRole("article", { name: "Internal note by Ada Berg" });
  expect(note).toHaveTextContent("Internal note");
  expect(note.dataset.audience).toBe("internal");
});

test("a message to the client has no such mark", () => {
  render(<Message {...message} />);
  expect(screen.getByRole("article", { name: "Message by Ada Berg" })).not.toHaveTextContent("Internal note");
});

test("the composer ties who will read it to its field, and sends nothing empty", () => {
  const onSend = vi.fn();
  const props = { onChange: vi.fn(), onSend, label: "Write", placeholder: "…", submit: "Send" };
  const { rerender } = render(<ComposerBox {...props} value=" " audience="client" readers="Café Luna reads this." />);
  expect(screen.getByLabelText("Write")).toHaveAccessibleDescription("Café Luna reads this.");
  expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
  rerender(<ComposerBox {...props} value="Hello" audience="internal" readers="Only your team." />);
  screen.getByRole("button", { name: "Send" }).click();
  expect(onSend).toHaveBeenCalledOnce();
});
