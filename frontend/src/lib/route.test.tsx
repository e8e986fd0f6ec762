import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { usePathname } from "next/navigation";
import { Suspense } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { matchRoute, RouteGate, useRouteParams } from "./route";

vi.mock("next/navigation", () => ({ usePathname: vi.fn() }));
const pathname = vi.mocked(usePathname);

describe("ids from the address", () => {
  test.each([
    ["/projects/7", { projectId: "7" }],
    ["/projects/7/board", { projectId: "7" }],
    ["/clients/7", null],
    ["/projects", null],
    ["/projects/", null],
  ])("%s", (path, params) => {
    expect(matchRoute("/projects/:projectId", path)).toEqual(params);
  });

  test("several, and escapes", () => {
    expect(matchRoute("/projects/:projectId/tasks/:taskId", "/projects/7/tasks/a%20b")).toEqual({
      projectId: "7",
      taskId: "a b",
    });
  });
});

describe("the gate", () => {
  function Page() {
    const { projectId } = useRouteParams("/projects/:projectId");
    return <input aria-label={`Draft of ${projectId}`} />;
  }
  const gate = (
    <Suspense fallback="outer">
      <RouteGate pattern="/projects/:projectId" fallback="loading">
        <Page />
      </RouteGate>
    </Suspense>
  );

  beforeEach(() => pathname.mockReset());

  test("what was typed for one id does not show for the next", async () => {
    pathname.mockReturnValue("/projects/2");
    const { rerender } = render(gate);
    await userEvent.type(screen.getByLabelText("Draft of 2"), "hello");
    pathname.mockReturnValue("/projects/3");
    rerender(
      <Suspense fallback="outer">
        <RouteGate pattern="/projects/:projectId" fallback="loading">
          <Page />
        </RouteGate>
      </Suspense>,
    );
    expect(screen.getByLabelText("Draft of 3")).toHaveValue("");
  });
});
