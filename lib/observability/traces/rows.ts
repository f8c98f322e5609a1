import { type HrTime, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { hrTimeToMicroseconds } from "@opentelemetry/core";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { PROCESSING_STEPS } from "#db/schema/files.ts";
import { isAllowed } from "#lib/observability/tracing/attributes.ts";
import type { TraceReason } from "./views.ts";

/** A span as the table has it; times in microseconds, since 1970 where they are moments. */
export interface SpanRow {
  trace_id: string;
  span_id: string;
  parent_span_id: string | null;
  tenant_id: string | null;
  name: string;
  kind: string;
  service: string;
  started_us: number;
  duration_us: number;
  status: "unset" | "ok" | "error";
  attributes: Record<string, unknown>;
  events: { name: string; at: string; attributes: Record<string, unknown> }[];
  links: { trace_id: string; span_id: string }[];
  is_entry: boolean;
  is_slow: boolean;
  is_failed_job: boolean;
}

/** What one process knows of a trace; parts of several are put together where they are written. */
export interface TraceRow {
  trace_id: string;
  root_name: string;
  route: string | null;
  tenant_id: string | null;
  file_id: string | null;
  started_us: number;
  ended_us: number;
  status: "ok" | "error";
  error_type: string | null;
  error_fingerprint: string | null;
  reason: TraceReason;
  dropped_spans: number;
}

/** An attempt of a step of the pipeline, begun or ended. */
export interface AttemptRow {
  tenant_id: string;
  run_id: string;
  span_id: string;
  trace_id: string;
  step: string;
  started_us: number;
  duration_us: number | null;
  error_type: string | null;
}

export function spanRow(
  span: ReadableSpan,
  as: { tenantId: string | null; isEntry: boolean; isSlow: boolean },
): SpanRow {
  const { traceId, spanId } = span.spanContext();
  return {
    trace_id: traceId,
    span_id: spanId,
    parent_span_id: span.parentSpanContext?.spanId ?? null,
    tenant_id: uuidIn(span, "tenant.id") ?? as.tenantId,
    name: cut(span.name, 200),
    kind: SpanKind[span.kind].toLowerCase(),
    service: serviceOf(span),
    started_us: microseconds(span.startTime),
    duration_us: microseconds(span.duration),
    status: statusOf(span),
    attributes: plain(span.attributes),
    events: span.events.slice(0, MAX_EVENTS).map(({ name, time, attributes }) => ({
      name: cut(name, 200),
      at: isoOf(time),
      attributes: plain(attributes ?? {}),
    })),
    links: span.links
      .slice(0, MAX_EVENTS)
      .map(({ context }) => ({ trace_id: context.traceId, span_id: context.spanId })),
    is_entry: as.isEntry,
    is_slow: as.isSlow,
    is_failed_job: isFailedJob(span),
  };
}

/** The attempt that a span of a step of the pipeline is; null for every other span. */
export function attemptRow(span: ReadableSpan, ended: boolean): AttemptRow | null {
  if (!STEPS.has(span.name)) return null;
  const tenantId = uuidIn(span, "tenant.id");
  const runId = uuidIn(span, "processing.run_id");
  if (!tenantId || !runId) return null;
  const { traceId, spanId } = span.spanContext();
  const failed = ended && span.status.code === SpanStatusCode.ERROR;
  return {
    tenant_id: tenantId,
    run_id: runId,
    span_id: spanId,
    trace_id: traceId,
    step: span.name,
    started_us: microseconds(span.startTime),
    duration_us: ended ? microseconds(span.duration) : null,
    error_type: failed ? (textIn(span, "processing.code") ?? textIn(span, "error.type") ?? "Error") : null,
  };
}

/** A failed attempt of a job's step, or of its function outside of steps; a model that nobody could process is none. */
export function isFailedJob(span: ReadableSpan): boolean {
  if (span.status.code !== SpanStatusCode.ERROR || textIn(span, "processing.outcome") === "failed")
    return false;
  if (textIn(span, "job.function") === null) return false;
  return textIn(span, "job.step") !== null || span.attributes["job.final"] !== undefined;
}

export function textIn(span: ReadableSpan, name: string): string | null {
  const value = span.attributes[name];
  return typeof value === "string" ? tidy(value) : null;
}

export function uuidIn(span: ReadableSpan, name: string): string | null {
  const value = textIn(span, name);
  return value !== null && UUID.test(value) ? value : null;
}

/** Attributes that are allowed to leave, cut and fit for PostgreSQL; whose they are stands in a column of its own. */
function plain(attributes: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (!isAllowed(name) || name === "tenant.id") continue;
    if (typeof value === "string") kept[name] = cut(value, MAX_TEXT);
    else if (typeof value === "number" || typeof value === "boolean") kept[name] = value;
  }
  return kept;
}

function statusOf({ status }: ReadableSpan): "unset" | "ok" | "error" {
  if (status.code === SpanStatusCode.ERROR) return "error";
  return status.code === SpanStatusCode.OK ? "ok" : "unset";
}

function serviceOf({ resource }: ReadableSpan): string {
  const name = resource.attributes["service.component"];
  return typeof name === "string" ? cut(name, 60) : "unknown";
}

export const microseconds = (time: HrTime) => Math.max(0, Math.round(hrTimeToMicroseconds(time)));
const isoOf = (time: HrTime) => new Date(microseconds(time) / 1000).toISOString();
const cut = (text: string, length: number) => tidy(text).slice(0, length).toWellFormed();
/** PostgreSQL's JSON takes neither NUL nor half a character. */
const tidy = (text: string) => text.replaceAll("\0", "").toWellFormed();

const MAX_TEXT = 1000;
const MAX_EVENTS = 20;
const STEPS: ReadonlySet<string> = new Set(PROCESSING_STEPS);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
