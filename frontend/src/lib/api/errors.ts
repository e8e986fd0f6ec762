import type { components } from "./schema";

export type Problem = components["schemas"]["Problem"];
export type Fault = components["schemas"]["Fault"];

type StaleProblem = Problem & { current?: unknown };

/** Any request that did not give the expected answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly faults: Fault[];
  readonly retryAfter: number | null;
  /** The present row, when the server refused a change to an older one (412). */
  readonly current: unknown;

  constructor(fields: {
    status: number;
    code: string;
    message: string;
    requestId?: string | null;
    faults?: Fault[];
    retryAfter?: number | null;
    current?: unknown;
  }) {
    super(fields.message);
    this.name = "ApiError";
    this.status = fields.status;
    this.code = fields.code;
    this.requestId = fields.requestId ?? null;
    this.faults = fields.faults ?? [];
    this.retryAfter = fields.retryAfter ?? null;
    this.current = fields.current;
  }

  /** The server could not be reached at all. */
  get offline() {
    return this.status === 0;
  }

  /** Trying the same again may help. */
  get temporary() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const isProblem = (value: unknown): value is StaleProblem =>
  typeof value === "object" && value !== null && "code" in value && "detail" in value;

export function errorOfResponse(response: Response, body: unknown): ApiError {
  const after = Number(response.headers.get("Retry-After"));
  const shared = {
    status: response.status,
    retryAfter: Number.isFinite(after) && after > 0 ? after : null,
  };
  if (!isProblem(body)) {
    return new ApiError({
      ...shared,
      code: "unexpected",
      message: `The server gave an answer that was not expected (${response.status}).`,
      requestId: response.headers.get("X-Request-Id"),
    });
  }
  return new ApiError({
    ...shared,
    code: body.code,
    message: body.detail,
    requestId: body.request_id,
    faults: body.errors,
    current: body.current,
  });
}

export const errorOfNetwork = () =>
  new ApiError({ status: 0, code: "offline", message: "The server cannot be reached. Check your connection." });

export const isApiError = (error: unknown): error is ApiError => error instanceof ApiError;

export const isStale = (error: unknown): error is ApiError => isApiError(error) && error.status === 412;

/** The address names nothing: an id that nobody has, or what is no id at all. */
export const isMissing = (error: unknown): boolean => isApiError(error) && [400, 404].includes(error.status);

/** The row that a refused change should have been based on. */
export const currentOf = <T>(error: unknown): T | undefined =>
  isStale(error) ? (error.current as T | undefined) : undefined;

/** A sentence for people, whatever was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : "Something went wrong.";

/** "/rate_minor" -> "rate_minor": the form field that a fault belongs to. */
export const fieldOf = (fault: Fault): string => fault.pointer.replace(/^\//, "").split("/")[0] ?? "";
