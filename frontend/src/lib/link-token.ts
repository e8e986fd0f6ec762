"use client";

import { useSyncExternalStore } from "react";

declare global {
  interface Window {
    /** Put here by public/boot.js before anything else ran. */
    smartstackLinkToken?: string;
    smartstackReturn?: string;
  }
}

let token: string | null | undefined;
let readers = 0;

/** Takes the secret out of the address, also when a second link is opened in the same tab. */
function take() {
  const { hash, pathname, search } = window.location;
  if (hash.length > 1) {
    window.smartstackLinkToken = hash.slice(1);
    window.history.replaceState(window.history.state, "", pathname + search);
  }
  token = window.smartstackLinkToken ?? token ?? null;
  delete window.smartstackLinkToken;
}

function forget() {
  if (readers === 0) token = undefined;
}

function subscribe(changed: () => void) {
  const read = () => {
    take();
    changed();
  };
  readers += 1;
  take();
  window.addEventListener("hashchange", read);
  return () => {
    readers -= 1;
    window.removeEventListener("hashchange", read);
    // Unless somebody reads on in the same moment.
    queueMicrotask(forget);
  };
}

/**
 * The secret that a mailed or shared link carries behind its "#": undefined until
 * the page is alive, null when the address had none. It is kept as long as the
 * page shows.
 */
export const useLinkToken = () =>
  useSyncExternalStore(
    subscribe,
    () => token,
    () => undefined,
  );

/** What a provider has put into the address, once. */
export function takeReturn(): URLSearchParams {
  const found = new URLSearchParams(window.smartstackReturn);
  delete window.smartstackReturn;
  return found;
}
