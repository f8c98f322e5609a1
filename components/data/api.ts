import { CONFIRMATION_CODE, confirmedAnew } from "./confirmation.ts";
import { tellUnreachable } from "./connection.ts";
import { failureWords } from "./failure-words.ts";
import { noteBuild } from "./new-version.ts";

const SECOND_FACTOR_PAGE = "/account/security";

/** A refused request, as the server's problem document tells it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly traceId: string | null;
  readonly issues: { path: string; message: string }[];
  constructor(
    status: number,
    problem: {
      code?: string;
      detail?: string;
      trace_id?: string;
      issues?: { path: string; message: string }[];
    },
  ) {
    super(problem.detail ?? failureWords().serverAnswered.replace("{status}", String(status)));
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.traceId = problem.trace_id ?? null;
    this.issues = problem.issues ?? [];
  }
}

/** The trace id of what failed on our side, for support to find it; null for a refusal, which says itself what to do. */
export function faultTrace(error: unknown): string | null {
  return error instanceof ApiError && error.status >= 500 ? error.traceId : null;
}

/** Calls one of our routes with JSON, or with a form. Throws `ApiError` for a problem, and for a network that is gone (status 0). */
export async function api<T>(
  path: string,
  options: {
    method?: string;
    body?: unknown;
    signal?: AbortSignal;
    /** The revision that a change is meant for; another one is refused (412). */
    revision?: number;
    /** Names what is to be made, so that a request whose answer was lost can be sent again. */
    idempotencyKey?: string;
  } = {},
): Promise<T> {
  const {
    method = options.body === undefined ? "GET" : "POST",
    body,
    signal,
    revision,
    idempotencyKey,
  } = options;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" }),
        ...(revision === undefined ? {} : { "if-match": `"${revision}"` }),
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    tellUnreachable();
    throw new ApiError(0, {
      code: "offline",
      detail: failureWords().unreachable,
    });
  }
  noteBuild(response);
  if (!response.ok) {
    const error = new ApiError(response.status, await response.json().catch(() => ({})));
    if (error.code === CONFIRMATION_CODE && (await confirmedAnew())) return api(path, options);
    // Nothing here works before the second factor is given or set up; there it can be.
    if (error.code === "second_factor_required" && location.pathname !== SECOND_FACTOR_PAGE)
      location.assign(SECOND_FACTOR_PAGE);
    throw error;
  }
  // An accepted or deleted thing has nothing to say.
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
