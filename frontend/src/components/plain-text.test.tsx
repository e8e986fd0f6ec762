import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { PlainText } from "./plain-text";

test("web addresses become links, the full stop behind them does not", () => {
  render(<PlainText>See https://example.com/menu. Or http://localhost:8080/a?b=1!</PlainText>);
  const links = screen.getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "https://example.com/menu",
    "http://localhost:8080/a?b=1",
  ]);
  expect(links[0]).toHaveAttribute("rel", "noopener noreferrer");
});

test("nothing else does", () => {
  const text = "javascript:alert(1) <a href='x'>y</a> data:text/html,x ftp://example.com";
  const { container } = render(<PlainText>{text}</PlainText>);
  expect(screen.queryByRole("link")).toBeNull();
  expect(container).toHaveTextContent(text);
});
