import { z } from "zod";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { pagePattern } from "#lib/http/route-pattern.ts";
import { scrub } from "#lib/observability/tracing/scrub.ts";
import { type Ctx, type Principal, requireRole } from "#lib/tenancy/context.ts";
import { recordPageError } from "./record-page-error.ts";

export const ClientError = z.object({
  /** The error's name, such as "TypeError"; kept where it is one of JavaScript's or the DOM's own, else "Error". */
  type: z.string().trim().min(1).max(100),
  message: z.string().max(1000),
  /** Path of the page; only its pattern is kept. */
  path: z.string().max(500),
});

export const ReportedClientError = z.object({
  /** By which operators find it. */
  trace_id: z.string(),
});

/** Whoever loads a page that fails over and over has told enough. */
const PER_PERSON = { attempts: 10, windowSeconds: 60 };

/**
 * A page that stopped in a member's browser becomes a failed span, so that it is kept and grouped as the server's own faults.
 * Throws `TooManyRequests` beyond ten a minute of one person.
 */
export async function reportClientError(
  ctx: Ctx,
  { type, message, path }: z.output<typeof ClientError>,
): Promise<z.input<typeof ReportedClientError>> {
  requireRole(ctx, "viewer");
  await countAttempt(`client-error:${idOf(ctx.principal)}`, PER_PERSON);
  // It is logged as well, where nobody else takes out what may be somebody's.
  const error = Object.assign(new Error(scrub(message)), { name: TYPES.has(type) ? type : "Error" });
  // What was thrown in a browser was not thrown here.
  delete error.stack;
  await recordPageError(error, "browser", pagePattern(path));
  return { trace_id: ctx.traceId };
}

function idOf(principal: Principal): string {
  if (principal.kind === "user") return principal.userId;
  if (principal.kind === "api_key") return principal.keyId;
  return principal.kind === "operator" ? principal.operatorId : principal.kind;
}

/** Names of errors that JavaScript and the DOM throw, and of parts of the program that could not be loaded. */
const TYPES = new Set([
  "AggregateError",
  "Error",
  "EvalError",
  "InternalError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
  "URIError",
  "AbortError",
  "ConstraintError",
  "DataCloneError",
  "DataError",
  "DOMException",
  "EncodingError",
  "HierarchyRequestError",
  "IndexSizeError",
  "InvalidAccessError",
  "InvalidCharacterError",
  "InvalidModificationError",
  "InvalidNodeTypeError",
  "InvalidStateError",
  "NamespaceError",
  "NetworkError",
  "NotAllowedError",
  "NotFoundError",
  "NotReadableError",
  "NotSupportedError",
  "OperationError",
  "QuotaExceededError",
  "ReadOnlyError",
  "SecurityError",
  "TimeoutError",
  "TransactionInactiveError",
  "UnknownError",
  "VersionError",
  "WrongDocumentError",
  "ChunkLoadError",
]);
