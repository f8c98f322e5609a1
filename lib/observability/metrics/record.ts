import type { Histogram } from "prom-client";
import type { FileFormat, ProcessingStep } from "#db/schema/files.ts";
import { instruments, type ProcessType } from "./instruments.ts";

/*
 * What the code tells the metrics, one call where a thing ends. Each only adds to a number in memory and never throws, so
 * it may stand anywhere; times are in seconds. Which labels are let out is decided when they are added up (`bound-labels.ts`).
 */

/** The parts of the product that errors are told of. */
export type Service =
  | "api"
  | "action"
  | "page"
  | "job"
  | "processing"
  | "database"
  | "storage"
  | "search"
  | "mail"
  | "webhooks"
  | "stripe"
  | "browser"
  | "server";

/** A call of the API has been answered. `endpoint` is a route pattern such as `/api/files/[id]`, never a path. */
export function observeApi(
  call: { endpoint: string; method: string; status: number },
  seconds: number,
): void {
  const method = METHODS.has(call.method) ? call.method : "other";
  observe(histograms().apiLatency, { endpoint: call.endpoint, method, status: String(call.status) }, seconds);
}
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Something failed on our side. `type` is an error's name or stable code, never its message. */
export function countError(type: string, service: Service): void {
  counters().errors.inc({ error_type: ERROR_TYPE.test(type) ? type : "other", service });
}
const ERROR_TYPE = /^[A-Za-z][\w.-]{0,63}$/;

/** A statement has ended, with or without success. `operation`: `SELECT`, `INSERT`, …; what is not known is `other`. */
export function observeQuery(operation: string, seconds: number): void {
  const type = operation.toLowerCase();
  observe(histograms().databaseQuery, { query_type: QUERY_TYPES.has(type) ? type : "other" }, seconds);
}
const QUERY_TYPES = new Set(["select", "insert", "update", "delete"]);

/** A pool of so many connections was opened for a role. */
export function openPool(role: string, connections: number): void {
  const { poolConnections } = instruments();
  poolConnections.set({ role, state: "free" }, connections);
  poolConnections.inc({ role, state: "in_use" }, 0);
  waitingFor(role);
}

/** Those that wait for a connection of a role's pool. */
function waitingFor(role: string): Set<{ since: number }> {
  const { waitingSince } = instruments();
  const waiting = waitingSince.get(role) ?? new Set();
  waitingSince.set(role, waiting);
  return waiting;
}

/** A transaction asks for a connection of a role's pool. Call `got` once it has one, and `done` in any case at its end. */
export function awaitConnection(role: string): { got(): void; done(): void } {
  const { poolConnections } = instruments();
  const waiting = waitingFor(role);
  const me = { since: performance.now() };
  let state: "waits" | "holds" | "ended" = "waits";
  waiting.add(me);
  const hold = (change: 1 | -1) => {
    poolConnections.inc({ role, state: "in_use" }, change);
    poolConnections.inc({ role, state: "free" }, -change);
  };
  return {
    got() {
      if (state !== "waits") return;
      state = "holds";
      waiting.delete(me);
      hold(1);
    },
    done() {
      waiting.delete(me);
      if (state === "holds") hold(-1);
      state = "ended";
    },
  };
}

/** A run of the pipeline has ended; null where it is not known when it began, or what it was about. */
export function recordProcessed(
  run: { tenantId: string; fileType: FileFormat | null; status: "completed" | "failed" },
  seconds: number | null,
): void {
  const file_type = run.fileType ?? "other";
  counters().fileProcessing.inc({ tenant_id: run.tenantId, file_type, status: run.status });
  if (seconds !== null) observe(histograms().processingTime, { file_type }, seconds);
}

/** An attempt at a step of the pipeline has ended. */
export function observeStep(step: ProcessingStep, status: "completed" | "failed", seconds: number): void {
  observe(histograms().processingStep, { step, status }, seconds);
}

/** Something begins; call what is returned once, when it has ended. */
export function beginProcess(type: ProcessType): () => void {
  const { active } = instruments();
  active.inc({ process_type: type });
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    active.dec({ process_type: type });
  };
}

/** The index of similar estimates has answered a search. */
export function observeSearch(backend: "embedded" | "qdrant", seconds: number): void {
  observe(histograms().search, { backend }, seconds);
}

/** A trace was begun: by a request, or by the run of a job that goes on in none. */
export function countTrace(): void {
  counters().traces.inc();
}

/** A job's run has ended. `seconds` since its first start; null where it never started. */
export function recordJobRun(
  run: { function: string; status: "completed" | "failed" | "parked" },
  seconds: number | null,
): void {
  counters().jobRuns.inc({ function: run.function, status: run.status });
  if (seconds !== null) observe(histograms().jobRunTime, { function: run.function }, seconds);
}

/** An attempt at a webhook delivery was recorded: delivered, to be tried again, or failed for good. */
export function countDelivery(status: "delivered" | "retrying" | "failed"): void {
  counters().webhookDeliveries.inc({ status });
}

/** Stripe answered a try, or did not (`status` null). `operation` is a method and a path, in which ids are replaced. */
export function recordStripe(operation: string, status: number | null, seconds: number): void {
  counters().stripeRequests.inc({ operation, status: status === null ? "none" : String(status) });
  observe(histograms().stripeRequestTime, { operation }, seconds);
}

/** An attempt at a mail has ended; `refused` for good, `failed` may be tried again. */
export function countMail(status: "sent" | "suppressed" | "dropped" | "refused" | "failed"): void {
  counters().mails.inc({ status });
}

/** Bytes of a file have arrived: in a form, or in parts that were put into the store. */
export function countUpload(method: "form" | "parts", bytes: number): void {
  if (Number.isFinite(bytes) && bytes > 0) counters().uploadBytes.inc({ method }, bytes);
}

/** What a browser measured of a page. `route` is the page's pattern; times in seconds, `cls` without a unit. */
export function observeVital(
  name: "lcp" | "inp" | "ttfb" | "fcp" | "cls",
  route: string,
  value: number,
): void {
  if (name === "cls") observe(histograms().webVitalShift, { route }, value);
  else observe(histograms().webVital, { name, route }, value);
}

const counters = () => instruments().counters;
const histograms = () => instruments().histograms;

/** The library throws at what is no number; a clock that was set back must not end a request. */
function observe<L extends string>(
  histogram: Histogram<L>,
  labels: NoInfer<Record<L, string>>,
  value: number,
): void {
  if (Number.isFinite(value)) histogram.observe(labels, Math.max(0, value));
}
