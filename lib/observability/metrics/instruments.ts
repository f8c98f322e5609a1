import { Counter, Gauge, Histogram, Registry } from "prom-client";

/**
 * What code counts into. `counted` is added up over all processes, in the database (`flush.ts`), so none of it may have a
 * label that names a process; `own` is told of each living process by itself, or summed over those.
 */
export function instruments(): Instruments {
  const holder = globalThis as typeof globalThis & { [KEY]?: Instruments };
  holder[KEY] ??= makeInstruments();
  return holder[KEY];
}
// On globalThis, since the bundles of routes and the server around them each load this module.
const KEY = Symbol.for("construction-ai.metrics");

/** What `active_processes` counts: calls of the API, steps of the pipeline over files, runs of jobs, uploads, webhooks being sent. */
const PROCESS_TYPES = ["api_call", "file_processing", "job", "upload", "webhook"] as const;
export type ProcessType = (typeof PROCESS_TYPES)[number];

/** A transaction is given its connection with the answer to its first statement: less than this is no wait for one. */
const WAITS_MS = 50;

export type Instruments = ReturnType<typeof makeInstruments>;

/** A set of them that nothing counts into yet. */
export function makeInstruments() {
  const counted = new Registry();
  const own = new Registry();
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter<L>({ name, help, labelNames, registers: [counted] });
  const histogram = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[],
  ) => new Histogram<L>({ name, help, labelNames, buckets, registers: [counted] });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge<L>({ name, help, labelNames, registers: [own] });

  const active = gauge(
    "active_processes",
    "What is under way at this moment in all living processes, by kind",
    ["process_type"],
  );
  for (const process_type of PROCESS_TYPES) active.set({ process_type }, 0);

  /** Since when (`performance.now()`) transactions wait for a connection of each role's pool, the earliest first. */
  const waitingSince = new Map<string, Set<{ since: number }>>();
  new Gauge({
    name: "database_pool_waiting",
    help: `Transactions that have waited for a connection for ${WAITS_MS} ms, in all living processes`,
    labelNames: ["role"],
    registers: [own],
    collect() {
      const before = performance.now() - WAITS_MS;
      for (const [role, waiting] of waitingSince)
        this.set({ role }, [...waiting].filter(({ since }) => since <= before).length);
    },
  });

  return {
    counted,
    own,
    counters: {
      fileProcessing: counter(
        "file_processing_total",
        "Runs of the pipeline over files that have ended, by organisation, format and how they ended",
        ["tenant_id", "file_type", "status"],
      ),
      errors: counter("errors_total", "What failed on our side, by kind of error and part of the product", [
        "error_type",
        "service",
      ]),
      traces: counter(
        "trace_requests_total",
        "Traces begun, whether or not they are exported: by requests, and by runs of jobs that go on in no other",
        [],
      ),
      jobRuns: counter(
        "job_runs_total",
        "Runs of jobs that have ended, or wait for a program that knows them, by function and how",
        ["function", "status"],
      ),
      webhookDeliveries: counter(
        "webhook_deliveries_total",
        "Attempts at webhook deliveries, by what became of them",
        ["status"],
      ),
      stripeRequests: counter("stripe_requests_total", "Requests to Stripe, by operation and HTTP status", [
        "operation",
        "status",
      ]),
      mails: counter("mail_messages_total", "Mails, by what became of them", ["status"]),
      uploadBytes: counter("upload_bytes_total", "Bytes of files that arrived, by the way they came", [
        "method",
      ]),
    },
    histograms: {
      processingTime: histogram(
        "processing_time_seconds",
        "From the start of a run of the pipeline to its end",
        ["file_type"],
        [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
      ),
      processingStep: histogram(
        "processing_step_seconds",
        "Attempts at a step of the pipeline, by how they ended",
        ["step", "status"],
        [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
      ),
      apiLatency: histogram(
        "api_latency_seconds",
        "Calls of the API, from their arrival at the route to its answer, by route pattern",
        ["endpoint", "method", "status"],
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      ),
      databaseQuery: histogram(
        "database_query_seconds",
        "Statements to PostgreSQL, from sending to the last row",
        ["query_type"],
        [0.01, 0.05, 0.1, 0.5, 1, 5],
      ),
      search: histogram(
        "qdrant_search_latency_seconds",
        "Searches in the index of similar estimates, by the index that answers",
        ["backend"],
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      ),
      jobRunTime: histogram(
        "job_run_seconds",
        "From the first start of a job's run to its end, with its pauses",
        ["function"],
        [0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800],
      ),
      stripeRequestTime: histogram(
        "stripe_request_seconds",
        "Requests to Stripe",
        ["operation"],
        [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      ),
      webVital: histogram(
        "web_vital_seconds",
        "Web vitals that browsers report (lcp, inp, ttfb, fcp), by route pattern of the page",
        ["name", "route"],
        [0.05, 0.1, 0.2, 0.5, 0.8, 1.2, 1.8, 2.5, 4, 8],
      ),
      webVitalShift: histogram(
        "web_vital_cls",
        "Cumulative layout shift that browsers report (no unit), by route pattern of the page",
        ["route"],
        [0.01, 0.05, 0.1, 0.25, 0.5, 1],
      ),
    },
    active,
    poolConnections: gauge(
      "database_pool_connections",
      "Connections to PostgreSQL that transactions hold (in_use) or may still take (free), in all living processes",
      ["role", "state"],
    ),
    waitingSince,
    collectErrors: new Counter({
      name: "metrics_collect_errors_total",
      help: "Parts of the metrics that a process could not collect, since it started",
      labelNames: ["part", "process"],
      registers: [own],
    }),
  };
}
