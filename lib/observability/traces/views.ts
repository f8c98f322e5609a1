import { z } from "zod";
import { PROCESSING_STEPS, STEP_STATUSES } from "#db/schema/files.ts";

/** Why a trace was kept. */
export const TRACE_REASONS = ["error", "slow", "processing"] as const;
export type TraceReason = (typeof TRACE_REASONS)[number];

/** Null: of no organisation. `slug` is null for one that is gone. */
const Tenant = z.object({ id: z.string(), slug: z.string().nullable() }).nullable();
/** 32 hex digits, as answers, logs and error pages show it. */
export const TraceId = z.string().regex(/^[0-9a-f]{32}$/, "A trace's id has 32 hexadecimal digits.");

/**
 * One attempt of a step. `interrupted`: its process ended before it did, and another attempt took over. The message is
 * given where a person can act on it; what failed on our side is only named.
 */
export const AttemptView = z.object({
  /** From 1, in the order they began. */
  number: z.number(),
  status: z.enum(["running", "completed", "failed", "interrupted"]),
  started_at: z.string(),
  /** Null while it runs, and for one that was interrupted. */
  duration_ms: z.number().nullable(),
  error_type: z.string().nullable(),
  error_message: z.string().nullable(),
});

export const TimelineStep = z.object({
  name: z.enum(PROCESSING_STEPS),
  status: z.enum(STEP_STATUSES),
  started_at: z.string().nullable(),
  /** From the step's first attempt to its end, pauses between attempts included; null before its end. */
  duration_ms: z.number().nullable(),
  /** Empty where no spans were kept: tracing was off. */
  attempts: z.array(AttemptView),
});

export const TimelineRun = z.object({
  run_id: z.string(),
  trace_id: z.string().nullable(),
  status: z.enum(["running", "completed", "failed"]),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  /** Null while it runs. */
  duration_ms: z.number().nullable(),
  steps: z.array(TimelineStep),
});
export const Timeline = z.object({ file_id: z.string(), runs: z.array(TimelineRun) });

const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque, from `next`. */
  cursor: z.string().max(300).optional(),
};

export const ListSlow = z.object({
  ...page,
  sort: z.enum(["newest", "slowest"]).default("newest"),
  kind: z.enum(["request", "job"]).default("request"),
  /** Only of this organisation, by its address. */
  tenant: z.string().trim().max(120).optional(),
  /** `GET /api/files/[id]`, or a job's function. */
  name: z.string().trim().max(200).optional(),
  /** Only what began within so many hours. */
  hours: z.coerce.number().int().min(1).max(87_600).optional(),
});
/** A request, or one stretch of a job's work, that took longer than it may. */
export const SlowEntry = z.object({
  trace_id: z.string(),
  span_id: z.string(),
  name: z.string(),
  service: z.string(),
  tenant: Tenant,
  started_at: z.string(),
  duration_ms: z.number(),
  status: z.enum(["ok", "error"]),
  /** HTTP status of a request; null for jobs. */
  http_status: z.number().nullable(),
});
/** `next` is the cursor of the page after it, null at the end. */
export const SlowList = z.object({ items: z.array(SlowEntry), next: z.string().nullable() });

/** A resolved error that was seen again is open. */
export const ERROR_STATES = ["open", "resolved", "ignored"] as const;
export const Fingerprint = z.string().regex(/^[\w-]{1,100}$/, "is none that the list of errors shows");

export const ListErrors = z.object({
  ...page,
  state: z.enum(ERROR_STATES).optional(),
  fingerprint: Fingerprint.optional(),
  service: z.string().trim().max(60).optional(),
});
/** One way of failing, however often it happened; `message` has placeholders for what differed. */
export const ErrorGroup = z.object({
  fingerprint: z.string(),
  type: z.string(),
  message: z.string(),
  service: z.string(),
  /** Route pattern or job's function where it was seen last. */
  route: z.string().nullable(),
  job: z.string().nullable(),
  /** The first call of our own code in the stack; null when none is known. */
  frame: z.string().nullable(),
  count: z.number(),
  first_seen: z.string(),
  last_seen: z.string(),
  /** Null: it happened outside of any trace. `trace_kept`: whether `readTrace` has it. */
  last_trace_id: z.string().nullable(),
  trace_kept: z.boolean(),
  /** Organisations that its kept traces are of, at most five, the last ones first. */
  tenants: z.array(z.object({ id: z.string(), slug: z.string().nullable() })),
  tenant_count: z.number(),
  state: z.enum(ERROR_STATES),
  /** What an operator said of it last; `by` is null for a program. */
  marked: z
    .object({ state: z.enum(["resolved", "ignored"]), at: z.string(), by: z.string().nullable() })
    .nullable(),
});
export const ErrorList = z.object({ items: z.array(ErrorGroup), next: z.string().nullable() });

export const ListFailingJobs = z.object({
  ...page,
  function: z.string().trim().max(200).optional(),
  tenant: z.string().trim().max(120).optional(),
});
/** One failed attempt of a job, retried or not. */
export const FailingJob = z.object({
  trace_id: z.string(),
  span_id: z.string(),
  run_id: z.string().nullable(),
  function: z.string(),
  /** The step that failed; null when the function failed outside of its steps. */
  step: z.string().nullable(),
  /** Of the step, from 1. */
  attempt: z.number(),
  /** Whether it was the last one. */
  final: z.boolean(),
  tenant: Tenant,
  file_id: z.string().nullable(),
  started_at: z.string(),
  duration_ms: z.number(),
  error_type: z.string().nullable(),
  error_message: z.string().nullable(),
  fingerprint: z.string().nullable(),
});
export const FailingJobList = z.object({ items: z.array(FailingJob), next: z.string().nullable() });

export const SpanView = z.object({
  span_id: z.string(),
  /** May name a span that is not kept. */
  parent_span_id: z.string().nullable(),
  name: z.string(),
  kind: z.enum(["internal", "server", "client", "producer", "consumer"]),
  /** Process that made it: `web`, `jobs`. */
  service: z.string(),
  started_at: z.string(),
  /** Since the trace's beginning, in milliseconds, to the microsecond. */
  offset_ms: z.number(),
  duration_ms: z.number(),
  status: z.enum(["unset", "ok", "error"]),
  attributes: z.record(z.string(), z.unknown()),
  events: z.array(
    z.object({ name: z.string(), at: z.string(), attributes: z.record(z.string(), z.unknown()) }),
  ),
  /** What caused it without being its parent. */
  links: z.array(z.object({ trace_id: z.string(), span_id: z.string() })),
});
export const TraceView = z.object({
  trace_id: z.string(),
  root_name: z.string(),
  reason: z.enum(TRACE_REASONS),
  tenant: Tenant,
  file_id: z.string().nullable(),
  started_at: z.string(),
  /** From the beginning of its first span to the end of its last one. */
  duration_ms: z.number(),
  status: z.enum(["ok", "error"]),
  error_type: z.string().nullable(),
  error_fingerprint: z.string().nullable(),
  /** Spans that were over the bounds and are not kept. */
  dropped_spans: z.number(),
  /** By their beginning. */
  spans: z.array(SpanView),
});
