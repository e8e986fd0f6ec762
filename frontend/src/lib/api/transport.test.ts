import { describe, expect, test, vi } from "vitest";
import { ApiError } from "./errors";
import { createTransport } from "./transport";

const base = "http://app.test/api/v1";
const json = (status: number, body: unknown = {}) => new Response(JSON.stringify(body), { status });
const expired = () => json(401, { code: "token_expired" });
const get = (path: string) => new Request(base + path);
const post = (path: string, body: unknown = {}) =>
  new Request(base + path, { method: "POST", body: JSON.stringify(body) });

function setUp(answer: (request: Request, text: string) => Response | Promise<Response>) {
  const seen: { method: string; path: string; body: string; headers: Headers }[] = [];
  const onSignedOut = vi.fn();
  const confirmPerson = vi.fn(async () => true);
  let key = 0;
  const send = createTransport({
    refreshUrl: `${base}/auth/refresh`,
    workspace: async () => "w1",
    withoutWorkspace: ["/auth/login", "/me", "/workspaces", "/workspaces/{workspace_id}"],
    onSignedOut,
    confirmPerson,
    newKey: () => `key-${(key += 1)}`,
    fetch: async (request) => {
      const body = await request.text();
      const path = new URL(request.url).pathname.replace("/api/v1", "");
      seen.push({ method: request.method, path, body, headers: request.headers });
      return answer(request, body);
    },
  });
  return { send, seen, onSignedOut, confirmPerson };
}

describe("headers", () => {
  test("the workspace goes with everything but sign-in, the own person and workspaces", async () => {
    const { send, seen } = setUp(() => json(200));
    for (const path of ["/clients", "/me/work", "/me", "/workspaces", "/workspaces/w2", "/auth/login"])
      await send(get(path));
    const sent = seen.filter(({ headers }) => headers.get("SmartStack-Workspace") === "w1").map(({ path }) => path);
    expect(sent).toEqual(["/clients", "/me/work"]);
  });

  test("each POST gets a key of its own, except for sign-in", async () => {
    const { send, seen } = setUp(() => json(200));
    await send(post("/clients"));
    await send(post("/clients"));
    await send(post("/auth/login"));
    await send(get("/clients"));
    expect(seen.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["key-1", "key-2", null, null]);
  });
});

describe("an access token that has run out", () => {
  test("is refreshed once for all waiting requests, which are then sent again with their bodies", async () => {
    let fresh = false;
    const { send, seen, onSignedOut } = setUp(async (request) => {
      if (request.url.endsWith("/auth/refresh")) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        fresh = true;
        return json(200);
      }
      return fresh ? json(200) : expired();
    });
    const answers = await Promise.all([
      send(get("/clients")),
      send(post("/projects", { name: "One" })),
      send(get("/me")),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(seen.filter(({ path }) => path === "/auth/refresh")).toHaveLength(1);
    const posts = seen.filter(({ path }) => path === "/projects");
    expect(posts.map(({ body }) => body)).toEqual(['{"name":"One"}', '{"name":"One"}']);
    expect(new Set(posts.map(({ headers }) => headers.get("Idempotency-Key"))).size).toBe(1);
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  test("that cannot be refreshed ends the session, which is told once", async () => {
    const { send, seen, onSignedOut } = setUp(expired);
    const answer = await send(get("/clients"));
    await send(get("/projects"));
    expect(answer.status).toBe(401);
    expect(onSignedOut).toHaveBeenCalledTimes(1);
    expect(seen.filter(({ path }) => path === "/auth/refresh")).toHaveLength(1);
  });

  test("signing in starts a new session", async () => {
    let signedIn = false;
    const { send, onSignedOut } = setUp((request) => {
      if (request.url.endsWith("/auth/login")) signedIn = true;
      return signedIn ? json(200) : expired();
    });
    await send(get("/clients"));
    await send(post("/auth/login"));
    signedIn = false;
    await send(get("/clients"));
    expect(onSignedOut).toHaveBeenCalledTimes(2);
  });

  test("a server that is busy does not end the session", async () => {
    const { send, onSignedOut } = setUp((request) => (request.url.endsWith("/auth/refresh") ? json(503) : expired()));
    await expect(send(get("/clients"))).rejects.toMatchObject({ status: 0 });
    expect(onSignedOut).not.toHaveBeenCalled();
  });
});

test("a wrong password is no expired session", async () => {
  const { send, seen, onSignedOut } = setUp(() => json(401, { code: "invalid_credentials" }));
  expect((await send(post("/auth/login"))).status).toBe(401);
  expect(seen).toHaveLength(1);
  expect(onSignedOut).not.toHaveBeenCalled();
});

test("a guest of a share link has no session to refresh and no workspace", async () => {
  const { send, seen, onSignedOut } = setUp(expired);
  await send(new Request(`${base}/portal`, { headers: { "SmartStack-Link": "l1" } }));
  expect(seen.map(({ path, headers }) => [path, headers.get("SmartStack-Workspace")])).toEqual([["/portal", null]]);
  expect(onSignedOut).not.toHaveBeenCalled();
});

describe("what needs a fresh proof of the person", () => {
  const sensitive = () => {
    let tries = 0;
    return setUp(() => ((tries += 1) === 1 ? json(403, { code: "reauth_required" }) : json(200)));
  };

  test("is asked for and sent again, with its body and key", async () => {
    const { send, seen, confirmPerson } = sensitive();
    expect((await send(post("/api-keys", { name: "CI" }))).status).toBe(200);
    expect(confirmPerson).toHaveBeenCalledTimes(1);
    expect(seen.map(({ body, headers }) => [body, headers.get("Idempotency-Key")])).toEqual([
      ['{"name":"CI"}', "key-1"],
      ['{"name":"CI"}', "key-1"],
    ]);
  });

  test("stays refused when the person does not want to", async () => {
    const { send, seen, confirmPerson } = sensitive();
    confirmPerson.mockResolvedValue(false);
    expect((await send(post("/api-keys"))).status).toBe(403);
    expect(seen).toHaveLength(1);
  });

  test("any other 403 is left to the caller", async () => {
    const { send, confirmPerson } = setUp(() => json(403, { code: "forbidden" }));
    expect((await send(post("/api-keys"))).status).toBe(403);
    expect(confirmPerson).not.toHaveBeenCalled();
  });
});

describe("trouble on the way", () => {
  test("an unknown outcome is asked again with the same key", async () => {
    let tries = 0;
    const { send, seen } = setUp(() => ((tries += 1) === 1 ? json(503, { code: "outcome_unknown" }) : json(201)));
    const answer = await send(post("/clients", { name: "Luna" }));
    expect(answer.status).toBe(201);
    expect(seen.map(({ headers, body }) => [headers.get("Idempotency-Key"), body])).toEqual([
      ["key-1", '{"name":"Luna"}'],
      ["key-1", '{"name":"Luna"}'],
    ]);
  });

  test("any other 503 is left to the caller", async () => {
    const { send, seen } = setUp(() => json(503, { code: "unavailable" }));
    expect((await send(post("/clients"))).status).toBe(503);
    expect(seen).toHaveLength(1);
  });

  test("no connection is an error that says so", async () => {
    const { send } = setUp(() => Promise.reject(new TypeError("Failed to fetch")));
    const error = await send(get("/clients")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).offline).toBe(true);
  });

  test("a request that was called off stays that", async () => {
    const { send } = setUp(() => Promise.reject(new DOMException("gone", "AbortError")));
    await expect(send(get("/clients"))).rejects.toThrow(DOMException);
  });
});
