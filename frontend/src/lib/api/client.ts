import createClient, { type FetchResponse, type MaybeOptionalInit } from "openapi-fetch";
import type { HttpMethod, MediaType, PathsWithMethod, RequiredKeysOf } from "openapi-typescript-helpers";
import { confirmPerson } from "./confirm-person";
import { errorOfResponse } from "./errors";
import { withoutWorkspace } from "./outside";
import type { components, paths } from "./schema";
import { createTransport } from "./transport";
import { whenWorkspace } from "./workspace";

export type Schemas = components["schemas"];

const origin = typeof location === "undefined" ? "http://localhost" : location.origin;
const base = `${origin}/api/v1`;

type Init<Path extends keyof paths, Method extends HttpMethod> = MaybeOptionalInit<paths[Path], Method>;
type Operation = Record<string | number, unknown>;

/** As in openapi-fetch, but a parameter or member that the contract does not name is an error. */
type Call<Method extends HttpMethod> = <Path extends PathsWithMethod<paths, Method>>(
  url: Path,
  ...init: RequiredKeysOf<Init<Path, Method>> extends never ? [Init<Path, Method>?] : [Init<Path, Method>]
) => paths[Path][Method] extends infer T extends Operation ? Promise<FetchResponse<T, object, MediaType>> : never;

interface Api {
  GET: Call<"get">;
  POST: Call<"post">;
  PUT: Call<"put">;
  PATCH: Call<"patch">;
  DELETE: Call<"delete">;
}

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Called when the session has ended for good; returns how to stop listening. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => void signedOutListeners.delete(listener);
}

export const api = createClient<paths>({
  baseUrl: base,
  credentials: "same-origin",
  // Lists are comma separated: filter[status][in]=todo,doing
  querySerializer: { array: { style: "form", explode: false } },
  fetch: createTransport({
    refreshUrl: `${base}/auth/refresh`,
    workspace: whenWorkspace,
    withoutWorkspace,
    confirmPerson,
    onSignedOut: () => signedOutListeners.forEach((listener) => listener()),
  }),
}) as Api;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; throws an ApiError otherwise. */
export async function unwrap<T>(promise: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await promise;
  if (!response.ok) throw errorOfResponse(response, error);
  return data as T;
}

/** `data` of a successful answer: `await one(api.GET("/clients/{client_id}", …))`. */
export async function one<T>(promise: Promise<Answer<{ data: T; meta: unknown }>>): Promise<T> {
  return (await unwrap(promise)).data;
}

/** For answers without a body (204). */
export async function done(promise: Promise<Answer<unknown>>): Promise<void> {
  await unwrap(promise);
}

/** The header of a write that must be based on this version of the row. */
export const ifMatch = (rev: number) => ({ "If-Match": `"r${rev}"` });
