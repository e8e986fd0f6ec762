import { errorOfNetwork } from "./errors";

/**
 * Everything that a request needs besides its own content: the workspace, an
 * idempotency key, one refresh of the session when the access token has run
 * out, and one repetition of a write whose outcome is unknown.
 */
export interface TransportOptions {
  fetch?: (request: Request) => Promise<Response>;
  refreshUrl: string;
  workspace: () => Promise<string | null>;
  onSignedOut: () => void;
  newKey?: () => string;
}

const withoutWorkspace = /\/api\/v1\/(auth\/|me$|workspaces(\/|$))/;

export function createTransport(options: TransportOptions) {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const newKey = options.newKey ?? (() => crypto.randomUUID());
  let refreshing: Promise<boolean> | null = null;
  // Set when the session cannot be refreshed any more, until somebody signs in.
  let ended = false;

  const refresh = () => {
    refreshing ??= send(new Request(options.refreshUrl, { method: "POST", credentials: "same-origin" }))
      .then((response) => {
        if (response.status >= 500 || response.status === 429) throw errorOfNetwork();
        return response.ok;
      })
      .finally(() => {
        refreshing = null;
      });
    return refreshing;
  };

  const attempt = async (request: Request) => {
    try {
      return await send(request);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw errorOfNetwork();
    }
  };

  /** With its idempotency key a write can be sent again; it happens once at most. */
  const attemptWrite = async (request: Request) => {
    if (!request.headers.has("Idempotency-Key")) return attempt(request);
    const again = request.clone();
    const response = await attempt(request);
    if (response.status !== 503) return response;
    const problem: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    const unknown = (problem as { code?: string } | null)?.code === "outcome_unknown";
    return unknown ? attempt(again) : response;
  };

  return async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    const isAuth = path.startsWith("/api/v1/auth/");

    if (!withoutWorkspace.test(path) && !request.headers.has("SmartStack-Workspace")) {
      const workspace = await options.workspace();
      if (workspace) request.headers.set("SmartStack-Workspace", workspace);
    }
    if (request.method === "POST" && !isAuth && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", newKey());
    }
    if (isAuth) {
      const response = await attempt(request);
      if (response.ok) ended = false;
      return response;
    }

    // A request whose body was sent cannot be sent again, its clone can.
    const again = request.clone();
    const response = await attemptWrite(request);
    if (response.status !== 401 || ended) return response;

    if (await refresh()) return attemptWrite(again);
    if (!ended) {
      ended = true;
      options.onSignedOut();
    }
    return response;
  };
}
