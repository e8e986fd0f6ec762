import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// Tests of plain logic run without a document.
if (typeof HTMLElement !== "undefined") {
  // jsdom hides popovers but cannot show them.
  HTMLElement.prototype.showPopover ??= function (this: HTMLElement) {
    this.removeAttribute("popover");
  };
}
