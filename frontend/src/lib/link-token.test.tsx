import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { useLinkToken } from "./link-token";

beforeEach(() => {
  delete window.smartstackLinkToken;
  window.history.replaceState(null, "", "/reset?x=1");
});

test("what the first script has taken out of the address is handed on", () => {
  window.smartstackLinkToken = "abc";
  expect(renderHook(useLinkToken).result.current).toBe("abc");
  expect(window.smartstackLinkToken).toBeUndefined();
});

test("C16: a secret that still stands in the address leaves it at once", () => {
  window.history.replaceState({ kept: true }, "", "/reset?x=1#abc");
  expect(renderHook(useLinkToken).result.current).toBe("abc");
  expect(window.location.href).toMatch(/\/reset\?x=1$/);
  expect(window.history.state).toEqual({ kept: true });
});

test("a second link in the same tab takes the place of the first", () => {
  window.smartstackLinkToken = "first";
  const { result } = renderHook(useLinkToken);
  act(() => {
    window.history.replaceState(null, "", "/reset#second");
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  });
  expect(result.current).toBe("second");
  expect(window.location.hash).toBe("");
});

test("it is forgotten with the page", async () => {
  window.smartstackLinkToken = "abc";
  renderHook(useLinkToken).unmount();
  await Promise.resolve();
  expect(renderHook(useLinkToken).result.current).toBeNull();
});
