import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { scrub } from "./scrub.ts";

/**
 * What a span may tell, whoever made it. Nothing else leaves the process: no persons, no addresses, no file names, no
 * values of statements, no queries of URLs. A new attribute is added here when it can hold none of them.
 */
const ALLOWED = new Set([
  "app.problem.code",
  "archive.class",
  "db.operation.name",
  "db.query.text",
  "db.response.returned_rows",
  "db.response.status_code",
  "db.system.name",
  "delivery.attempt",
  "delivery.id",
  "error.fingerprint",
  "error.message",
  "error.type",
  "event.id",
  "event.name",
  "exception.message",
  "exception.type",
  "file.format",
  "file.id",
  "file.size",
  "file.status",
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "invoice.id",
  "job.attempt",
  "job.final",
  "job.function",
  "job.outcome",
  "job.resumed",
  "job.step",
  "job.step.index",
  "mail.kind",
  "mail.transport",
  "messaging.destination.name",
  "messaging.message.id",
  "messaging.operation.name",
  "messaging.system",
  "outbox.events",
  "processing.code",
  "processing.outcome",
  "processing.run_id",
  "rpc.method",
  "run.id",
  "run.status",
  "search.backend",
  "search.limit",
  "search.points",
  "server.port",
  "storage.bucket",
  "storage.bytes",
  "storage.system",
  "stripe.operation",
  "stripe.status_code",
  "tenant.id",
  "trace.keep",
  "url.scheme",
]);

/** Those that are free text, and so are read over once more. */
const TEXTS = ["error.message", "exception.message"] as const;

/** Whether a span may carry it. */
export const isAllowed = (name: string): boolean => ALLOWED.has(name);

/** Route of the object store's own transfers: how long one takes is its size and the caller's line. */
export const TRANSFER_ROUTE = "/_objects/[key]";
export const isTransfer = ({ attributes }: ReadableSpan): boolean =>
  attributes["http.route"] === TRANSFER_ROUTE;

/** Takes from a finished span what may not leave: other attributes, stacks, words of a status. */
export function clean(span: ReadableSpan): void {
  dropOthers(span.attributes);
  delete span.status.message;
  if (span.events.length === 0) return;
  for (const event of span.events) if (event.attributes) dropOthers(event.attributes);
}

function dropOthers(attributes: Record<string, unknown>): void {
  for (const name in attributes) if (!ALLOWED.has(name)) delete attributes[name];
  for (const name of TEXTS) {
    const text = attributes[name];
    if (typeof text === "string") attributes[name] = scrub(text);
  }
}
