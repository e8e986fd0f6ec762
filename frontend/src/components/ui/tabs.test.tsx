import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "./tabs";

test("one part shows at a time, the arrow keys go round", async () => {
  const user = userEvent.setup();
  render(
    <Tabs defaultValue="a">
      <TabsList aria-label="Parts">
        <TabsTrigger value="a">First</TabsTrigger>
        <TabsTrigger value="b">Second</TabsTrigger>
      </TabsList>
      <TabsContent value="a">One</TabsContent>
      <TabsContent value="b">Two</TabsContent>
    </Tabs>,
  );
  expect(screen.getByRole("tabpanel", { name: "First" })).toHaveTextContent("One");
  await user.click(screen.getByRole("tab", { name: "Second" }));
  expect(screen.getByRole("tabpanel")).toHaveTextContent("Two");
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("tab", { name: "First" })).toHaveFocus();
  expect(screen.getByRole("tabpanel")).toHaveTextContent("One");
  await user.keyboard("{End}");
  expect(screen.getByRole("tab", { name: "Second" })).toHaveAttribute("aria-selected", "true");
});
