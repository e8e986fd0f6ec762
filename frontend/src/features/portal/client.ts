import createClient from "openapi-fetch";
import { errorOfNetwork } from "@/lib/api/errors";
import type { paths } from "@/lib/api/schema";

const origin = typeof location === "undefined" ? "http://localhost" : location.origin;

type Listener = () => void;
const closedListeners = new Set<Listener>();

/** Called when the link does not open any more: revoked, ended, or its session is over. */
export function onClosed(listener: Listener): () => void {
  closedListeners.add(listener);
  return () => void closedListeners.delete(listener);
}

/**
 * Requests of a client who has no account. There is no session to refresh and no
 * workspace to name; a guest who is not let in any more is told so at once.
 */
async function send(request: Request): Promise<Response> {
  const opening = new URL(request.url).pathname.startsWith("/api/v1/links/");
  if (request.method === "POST" && !opening) request.headers.set("Idempotency-Key", crypto.randomUUID());
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw errorOfNetwork();
  }
  if (response.status === 401 && !opening) closedListeners.forEach((listener) => listener());
  return response;
}

export const portalApi = createClient<paths>({
  baseUrl: `${origin}/api/v1`,
  credentials: "same-origin",
  querySerializer: { array: { style: "form", explode: false } },
  fetch: send,
});

/** Which of the links of this browser a request is about. */
export const ofLink = (id: string) => ({ "SmartStack-Link": id });
