import { z } from "zod";
import { AppError, Invalid, TooManyRequests } from "#lib/errors.ts";
import type { Logger } from "#lib/observability/logger.ts";

/** Turns whatever was thrown into `application/problem+json` (RFC 9457). Only what is not the caller's doing is logged as an error. */
export function problemResponse(error: unknown, log: Logger, traceId: string): Response {
  const known =
    error instanceof z.ZodError
      ? invalidInput(error)
      : isUnstorableText(error)
        ? new Invalid(
            "invalid_text",
            "The input holds a character that no text may have (NUL). Leave it out.",
          )
        : error;
  if (known instanceof AppError) {
    log.debug({ code: known.code, status: known.status }, known.message);
    const headers =
      known instanceof TooManyRequests
        ? { "retry-after": String(Math.ceil(known.retryAfterSeconds)) }
        : undefined;
    return problem({
      status: known.status,
      code: known.code,
      detail: known.message,
      traceId,
      extra: known.extra,
      headers,
    });
  }
  log.error({ err: error, traceId }, "request failed");
  return problem({
    status: 500,
    code: "internal_error",
    detail: `Something failed on our side. Try again; if it stays, tell support the trace id ${traceId}.`,
    traceId,
  });
}

export function invalidInput(error: z.ZodError): Invalid {
  const issues = error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = issues[0];
  return new Invalid(
    "invalid_input",
    first ? `${first.path ? `${first.path}: ` : ""}${first.message}` : "The input cannot be used.",
    issues,
  );
}

/** PostgreSQL refuses NUL in text (22021) and in JSON (22P05); drizzle wraps its error as the cause. */
function isUnstorableText(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof Error && "code" in cause && (cause.code === "22021" || cause.code === "22P05");
}

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported type",
  429: "Too many",
  500: "Internal error",
  503: "Unavailable",
};

interface Problem {
  status: number;
  code: string;
  detail: string;
  traceId: string;
  extra?: Record<string, unknown>;
  headers?: Record<string, string> | undefined;
}

function problem({ status, code, detail, traceId, extra = {}, headers = {} }: Problem): Response {
  const body = {
    type: `urn:construction-ai:problem:${code}`,
    title: TITLES[status] ?? "Error",
    status,
    code,
    detail,
    trace_id: traceId,
    ...extra,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-trace-id": traceId,
      ...headers,
    },
  });
}
