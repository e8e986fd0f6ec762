import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { columns } from "../testing";
import { DiffView } from "./diff-view";

const names = { members: [], columns };

test("removed and added words are marked for screen readers too", () => {
  const { container } = render(
    <DiffView changes={[{ field: "title", from: "Menu of Luna", to: "Menu of Sol" }]} names={names} />,
  );
  expect(screen.getByText("Title")).toBeInTheDocument();
  expect(container.querySelector("del")).toHaveTextContent("Luna");
  expect(container.querySelector("ins")).toHaveTextContent("Sol");
});

test("markup in a text is text", () => {
  const { container } = render(
    <DiffView changes={[{ field: "description", from: "", to: "<img src=x onerror=alert(1)>" }]} names={names} />,
  );
  expect(container.querySelector("img")).toBeNull();
  expect(container.querySelector("ins")).toHaveTextContent("<img src=x onerror=alert(1)>");
});

test("no difference says so", () => {
  render(<DiffView changes={[]} names={names} />);
  expect(screen.getByText("These two versions are the same.")).toBeInTheDocument();
});
