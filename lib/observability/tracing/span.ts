import {
  type Attributes,
  context,
  isSpanContextValid,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { isTracingSuppressed, suppressTracing } from "@opentelemetry/core";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { sentenceOf, underlying } from "#lib/observability/describe-error.ts";
import { entryOf, tenantOf } from "./facts.ts";
import { MAX_READ, scrub } from "./scrub.ts";

/** What a span is besides its name: by OpenTelemetry's semantic conventions where they have a word for it. */
export interface SpanOptions {
  kind?: SpanKind;
  /** Only those that attributes.ts lists leave the process. */
  attributes?: Attributes;
  /** What caused it without being its parent, such as each of many events that one batch works off. */
  links?: Link[];
}

/**
 * Runs `work` in a span of its own, the child of the one around it. What `work` throws marks the span as failed
 * (`error.type`, `error.message` scrubbed) and is thrown on. Without tracing it only runs `work`.
 */
export async function inSpan<T>(
  name: string,
  { kind = SpanKind.INTERNAL, attributes, links }: SpanOptions,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer().startActiveSpan(name, { kind, attributes, links }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      failSpan(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * As `inSpan`, but only where something is traced already: what also happens by itself, such as polling, begins no trace
 * of its own.
 */
export function inChildSpan<T>(
  name: string,
  options: SpanOptions,
  work: (span: Span | null) => Promise<T>,
): Promise<T> {
  return isTraced() ? inSpan(name, options, work) : work(null);
}

/** Whether a span is being recorded here. */
export function isTraced(): boolean {
  const here = context.active();
  return (trace.getSpan(here)?.isRecording() ?? false) && !isTracingSuppressed(here);
}

/** Marks a span as failed by what was thrown; by a refusal, which is the caller's doing, it only has its code. */
export function failSpan(span: Span, error: unknown): void {
  span.setAttribute("error.type", typeOf(error));
  if (isRefusal(error)) return;
  span.setAttribute("error.message", scrub(sentenceOf(underlying(error), MAX_READ)));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

const isRefusal = (error: unknown) =>
  (error instanceof AppError && error.status < 500) || error instanceof z.ZodError;

/** The error's stable code where it has one that we gave; else the SQLSTATE or system's code, else its class. */
export function typeOf(thrown: unknown): string {
  const error = underlying(thrown);
  if (!(error instanceof Error)) return typeof error;
  if ("code" in error && typeof error.code === "string" && /^\w{1,60}$/.test(error.code)) return error.code;
  return error.name;
}

/** The trace that runs here, 32 hex digits; null outside of any. */
export function currentTraceId(): string | null {
  const here = trace.getActiveSpan()?.spanContext();
  return here && isSpanContextValid(here) ? here.traceId : null;
}

/** Where we are, as W3C `traceparent` for an event, a row or a message to carry; null outside of any trace. */
export function traceparent(): string | null {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** Goes on where a `traceparent` was written: spans of `work` become children of that one. */
export function continuing<T>(from: string | null | undefined, work: () => T): T {
  if (!from) return context.with(ROOT_CONTEXT, work);
  return context.with(propagation.extract(ROOT_CONTEXT, { traceparent: from }), work);
}

/** The span that a `traceparent` names, for a link; null where it names none. */
export function linkTo(from: string | null | undefined): Link | null {
  if (!from) return null;
  const named = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, { traceparent: from }));
  return named ? { context: named } : null;
}

/** Runs `work` without spans and without their statements: for bookkeeping that nobody looks for in a trace. */
export function untraced<T>(work: () => T): T {
  return context.with(suppressTracing(context.active()), work);
}

/**
 * From here on, spans and log lines of this request say whose it is. A job's span says so by itself; the platform's jobs
 * are nobody's, and run what they do for one organisation in `forTenant`.
 */
export function aboutTenant(tenantId: string): void {
  const here = trace.getActiveSpan();
  const entry = here && entryOf(here);
  if (!entry || Reflect.get(entry, "kind") !== SpanKind.SERVER) return;
  for (const span of [entry, here]) if (!tenantOf(span)) span.setAttribute("tenant.id", tenantId);
}

/** Runs what a job of the platform does for one organisation in a span of its own, which says whose it is. */
export function forTenant<T>(name: string, tenantId: string, work: () => Promise<T>): Promise<T> {
  return inChildSpan(name, { attributes: { "tenant.id": tenantId } }, work);
}

/** The pattern of the route that answers the request that runs here. */
export function tellRoute(pattern: string): void {
  rootHere()?.setAttribute("http.route", pattern);
}

/** What the caller of the request that runs here is told: its code, and what failed where it was our doing (5xx). */
export function tellProblem(error: unknown, status: number): void {
  const root = rootHere();
  if (!root) return;
  if (status >= 500) failSpan(root, error);
  root.setAttribute("app.problem.code", typeOf(error));
}

function rootHere(): Span | undefined {
  const here = trace.getActiveSpan();
  return here && entryOf(here);
}

const tracer = () => trace.getTracer("construction-ai");
