import { context, diag, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { OTLPHttpJsonTraceExporter, OTLPHttpProtoTraceExporter } from "@vercel/otel";
import { type Config, config } from "#lib/config/index.ts";
import { keepingProcessor } from "#lib/observability/traces/keep-span.ts";
import { logComplaints } from "./complaints.ts";
import { startLogExport } from "./log-export.ts";
import { onlyOurs } from "./next-tracer.ts";
import { type ProcessKind, resourceOf } from "./resource.ts";
import { RetryingExporter } from "./retrying-exporter.ts";
import { makeSampler } from "./sampler.ts";
import { MAX_READ } from "./scrub.ts";
import { TraceProcessor } from "./trace-processor.ts";

/**
 * Starts tracing in this process, once; a second call does nothing. Spans go to the OTLP endpoint where one is set, and to
 * what the product itself keeps of traces; log lines to the endpoint as well. OTEL_SDK_DISABLED=true: nothing is started,
 * and every span is one that does nothing.
 */
export function startTracing(kind: ProcessKind, settings: Config = config()): void {
  const { telemetry, traces } = settings;
  if (started || telemetry.disabled) return;
  logComplaints();
  const resource = resourceOf(kind, settings);
  const { otlp, sampler } = telemetry;
  const sender = otlp && traceExporter(otlp);
  const exporter = sender && new BatchSpanProcessor(sender, { maxQueueSize: MAX_WAITING });
  const provider = new BasicTracerProvider({
    resource,
    sampler: makeSampler(sampler),
    // Statements are cut where they are described; what else is long is read over before it is cut.
    spanLimits: { attributeValueLengthLimit: MAX_READ + 100 },
    spanProcessors: [
      new TraceProcessor({
        exported: exporter,
        tail: !sampler.name.endsWith("always_off"),
        slowRequestMs: traces.slowRequestMs,
        slowJobMs: traces.slowJobMs,
        kept: keepingProcessor(traces),
      }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(onlyOurs(provider));
  const logs = otlp ? startLogExport(otlp, resource) : null;
  started = async () => {
    sender?.hurry();
    await Promise.allSettled([provider.shutdown(), logs?.shutdown()]);
    trace.disable();
    propagation.disable();
    context.disable();
    diag.disable();
  };
}

/** Sends what has been gathered and ends tracing; gives up after `ms`. Never throws. */
export async function endTracing(ms: number): Promise<void> {
  const end = started;
  started = null;
  if (!end) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([end(), late]).finally(() => clearTimeout(timer));
}

let started: (() => Promise<void>) | null = null;
/** Spans that wait to be sent: some seconds of a busy process, a few megabytes. */
const MAX_WAITING = 8192;

function traceExporter({ endpoint, headers, protocol }: OtlpSettings): RetryingExporter {
  const to = { url: `${endpoint}/v1/traces`, headers };
  return new RetryingExporter(
    protocol === "http/json" ? new OTLPHttpJsonTraceExporter(to) : new OTLPHttpProtoTraceExporter(to),
  );
}

type OtlpSettings = NonNullable<Config["telemetry"]["otlp"]>;
