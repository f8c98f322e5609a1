import { randomBytes } from "node:crypto";
import { z } from "zod";
import { errorCode, isTimeout } from "#db/error-code.ts";
import { isLostConnection } from "#db/lost-connection.ts";
import { AppError, Invalid, TooManyRequests } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import "#lib/i18n/zod-texts.ts";
import type { Logger } from "#lib/observability/logger.ts";
import { currentTraceId } from "#lib/observability/tracing/span.ts";

/**
 * What a refused call is told (RFC 9457): a stable `code`, a sentence in the language of the request, further facts such as
 * `issues` of fields.
 */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  trace_id: string;
  /** Seconds; also the header of a response. */
  retry_after?: number;
  issues?: { path: string; message: string }[];
  [fact: string]: unknown;
}

/** Names one request, in its answer and in the log: by the trace that runs, by an id of its own where there is none. */
export const requestTraceId = (): string => currentTraceId() ?? randomBytes(16).toString("hex");

/** Turns whatever was thrown into `application/problem+json`. */
export function problemResponse(error: unknown, log: Logger, traceId: string): Response {
  const document = problemOf(error, log, traceId);
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-trace-id": traceId,
      ...(document.retry_after === undefined ? {} : { "retry-after": String(document.retry_after) }),
    },
  });
}

/** Turns whatever was thrown into a problem. Only what is not the caller's doing is logged as an error. */
export function problemOf(error: unknown, log: Logger, traceId: string): ProblemDocument {
  const known =
    error instanceof z.ZodError ? invalidInput(error) : isUnstorableText(error) ? unstorableText() : error;
  if (known instanceof AppError) {
    const facts = { code: known.code, status: known.status, trace_id: traceId };
    if (isRefusal(known)) log.info(facts, "refused");
    else log.debug(facts, known.message);
    const wait = known instanceof TooManyRequests ? { retry_after: Math.ceil(known.retryAfterSeconds) } : {};
    return document(known.status, known.code, known.message, traceId, { ...known.extra, ...wait });
  }
  if (isLostConnection(known)) {
    log.error({ err: error, trace_id: traceId }, "the database was away");
    return document(503, "database_unavailable", problemText("http.databaseAway"), traceId, {
      retry_after: 5,
    });
  }
  if (isTimeout(known)) {
    log.warn({ err: error, trace_id: traceId }, "the database gave up by a limit");
    return document(503, "busy", problemText("http.busy"), traceId, { retry_after: 5 });
  }
  log.error({ err: error, trace_id: traceId }, "request failed");
  return document(500, "internal_error", problemText("http.ourSide", { traceId }), traceId);
}

/** Who is not let in, or no further: a security log has them, whatever they were told. */
const isRefusal = ({ status, code }: AppError) =>
  [401, 403, 429].includes(status) || code === "tenant_not_found";

export function invalidInput(error: z.ZodError): Invalid {
  const issues = error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = issues[0];
  return new Invalid(
    "invalid_input",
    first ? `${first.path ? `${first.path}: ` : ""}${first.message}` : problemText("http.unusable"),
    issues,
  );
}

export const unstorableText = () => new Invalid("invalid_text", problemText("http.nul"));

/** PostgreSQL refuses NUL in text (22021) and in JSON (22P05). */
function isUnstorableText(error: unknown): boolean {
  return ["22021", "22P05"].includes(errorCode(error) ?? "");
}

const TITLED = [308, 400, 401, 403, 404, 408, 409, 412, 413, 415, 422, 429, 500, 503] as const;

function titleOf(status: number): string {
  const titled = TITLED.find((one) => one === status);
  return titled === undefined ? problemText("titles.other") : problemText(`titles.status${titled}`);
}

function document(
  status: number,
  code: string,
  detail: string,
  traceId: string,
  extra: Record<string, unknown> = {},
): ProblemDocument {
  return {
    type: `urn:construction-ai:problem:${code}`,
    title: titleOf(status),
    status,
    code,
    detail,
    trace_id: traceId,
    ...extra,
  };
}
