import { errorOfNetwork } from "./errors";

/**
 * Everything that a request needs besides its own content: the workspace, an
 * idempotency key, one refresh of the session when the access token has run
 * out, the password again where the server wants it, and one repetition of a
 * write whose outcome is unknown.
 */
export interface TransportOptions {
  fetch?: (request: Request) => Promise<Response>;
  refreshUrl: string;
  workspace: () => Promise<string | null>;
  /** Addresses that belong to no workspace, with {…} where ids are. */
  withoutWorkspace: readonly string[];
  onSignedOut: () => void;
  /** Asks the person to prove once more who they are; true when they did. */
  confirmPerson: () => Promise<boolean>;
  newKey?: () => string;
}

const inWorkspace = (free: readonly string[]) => {
  const patterns = free.map((path) => path.replace(/\{[^}]+\}/g, "[^/]+"));
  const pattern = new RegExp(`/api/v1(${patterns.join("|")})$`);
  return (path: string) => !pattern.test(path);
};

/** Refusals that a new access token may cure. */
const expired = ["auth_required", "token_expired", "session_revoked"];

const codeOf = async (response: Response) => {
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return (problem as { code?: string } | null)?.code ?? "";
};

export function createTransport(options: TransportOptions) {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const newKey = options.newKey ?? (() => crypto.randomUUID());
  const needsWorkspace = inWorkspace(options.withoutWorkspace);
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
    const unknown = response.status === 503 && (await codeOf(response)) === "outcome_unknown";
    return unknown ? attempt(again) : response;
  };

  /** A request whose body was sent cannot be sent again, its clone can. */
  const attemptSession = async (request: Request) => {
    const again = request.clone();
    const response = await attemptWrite(request);
    if (response.status !== 401 || ended || !expired.includes(await codeOf(response))) return response;

    if (await refresh()) return attemptWrite(again);
    if (!ended) {
      ended = true;
      options.onSignedOut();
    }
    return response;
  };

  return async (request: Request): Promise<Response> => {
    const { headers, method } = request;
    const path = new URL(request.url).pathname;
    const isAuth = path.startsWith("/api/v1/auth/");

    if (method === "POST" && !isAuth && !headers.has("Idempotency-Key")) headers.set("Idempotency-Key", newKey());
    // A guest of a share link has a session of another kind and no workspace.
    if (headers.has("SmartStack-Link")) return attemptWrite(request);
    if (needsWorkspace(path) && !headers.has("SmartStack-Workspace")) {
      const workspace = await options.workspace();
      if (workspace) headers.set("SmartStack-Workspace", workspace);
    }

    const again = request.clone();
    const response = await attemptSession(request);
    if (response.ok && isAuth && method === "POST") ended = false;
    if (response.status !== 403 || (await codeOf(response)) !== "reauth_required") return response;
    return (await options.confirmPerson()) ? attemptSession(again) : response;
  };
}
