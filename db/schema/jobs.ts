import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  json,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appRole, createdAt, currentTenant, id, systemOnly, systemRole, timestamptz } from "./columns.ts";

/** Events waiting to leave; written in the transaction of their cause, so that one is announced exactly when it is committed. */
export const outbox = pgTable(
  "outbox",
  {
    /** Stable id of the event, also for its receivers' deduplication. */
    id: id(),
    /** Order of writing. */
    seq: bigint("seq", { mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    tenantId: uuid("tenant_id"),
    name: text("name").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    /** Where it was announced, see lib/jobs/carried-trace.ts. */
    traceparent: text("traceparent"),
    createdAt: createdAt(),
    deliveredAt: timestamptz("delivered_at"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: timestamptz("next_attempt_at").notNull().defaultNow(),
    lastError: text("last_error"),
  },
  (t) => [
    index("outbox_pending_idx").on(t.seq).where(sql`delivered_at is null`),
    index("outbox_delivered_idx").on(t.deliveredAt).where(sql`delivered_at is not null`),
    pgPolicy("outbox_tenant", { for: "insert", to: appRole, withCheck: sql`tenant_id = ${currentTenant}` }),
    pgPolicy("outbox_system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

export const RUN_STATUSES = [
  "queued",
  "ready",
  "running",
  "sleeping",
  "waiting",
  "parked",
  "completed",
  "failed",
  "cancelled",
] as const;
/**
 * `queued` waits for a free place under its concurrency limits, `ready` for a worker, `sleeping` for a time, `waiting`
 * for another run or an event, `parked` for a program that knows its function. Only `running` holds a place.
 */
export type RunStatus = (typeof RUN_STATUSES)[number];

/** One run of one function by the embedded engine. */
export const jobRuns = pgTable(
  "job_runs",
  {
    id: id(),
    seq: bigint("seq", { mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    functionId: text("function_id").notNull(),
    /** Outbox id of the event, or of the schedule's occurrence: one event makes one run of a function. */
    eventId: uuid("event_id"),
    event: jsonb("event").$type<Record<string, unknown>>().notNull(),
    tenantId: uuid("tenant_id"),
    status: text("status").$type<RunStatus>().notNull(),
    /** The concurrency limits the run counts under, and the same as one key that equal runs share. */
    places: jsonb("places").$type<{ key: string; limit: number }[]>().notNull(),
    placeKey: text("place_key").notNull(),
    /** Failed attempts since the last recorded step, outside of steps. */
    attempt: integer("attempt").notNull().default(0),
    /** The worker that has the run in hand, and the number of times the run was handed out: a late answer carries an old one. */
    owner: uuid("owner"),
    fence: integer("fence").notNull().default(0),
    /** The queue's job that will wake the run. */
    wakeJob: uuid("wake_job"),
    wakeAt: timestamptz("wake_at"),
    parentRunId: uuid("parent_run_id"),
    parentStepId: text("parent_step_id"),
    /** The span that its work continues, see lib/jobs/carried-trace.ts; of a run that begins a trace, its first one. */
    traceparent: text("traceparent"),
    output: json("output"),
    error: json("error").$type<RunError>(),
    createdAt: createdAt(),
    startedAt: timestamptz("started_at"),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
    finishedAt: timestamptz("finished_at"),
  },
  (t) => [
    uniqueIndex("job_runs_event_idx").on(t.eventId, t.functionId),
    index("job_runs_list_idx").on(t.status, t.seq.desc().nullsFirst()),
    index("job_runs_function_idx").on(t.functionId, t.seq.desc().nullsFirst()),
    index("job_runs_queued_idx").on(t.placeKey, t.seq).where(sql`status = 'queued'`),
    index("job_runs_running_idx").on(t.owner).where(sql`status = 'running'`),
    index("job_runs_wake_idx").on(t.wakeAt).where(sql`status in ('ready', 'sleeping', 'waiting')`),
    index("job_runs_finished_idx").on(t.finishedAt).where(sql`finished_at is not null`),
    ...systemOnly("job_runs"),
  ],
);

/** What the steps of a run gave. A `done` step is never run again. */
export const jobSteps = pgTable(
  "job_steps",
  {
    runId: uuid("run_id").notNull(),
    stepId: text("step_id").notNull(),
    name: text("name").notNull(),
    status: text("status").$type<"retrying" | "sleeping" | "invoking" | "listening" | "done">().notNull(),
    data: json("data"),
    error: json("error").$type<RunError>(),
    attempts: integer("attempts").notNull().default(0),
    /** When a sleep ends, a retry is due, or a wait gives up. */
    wakeAt: timestamptz("wake_at"),
    /** The event that a step listens for, and what must agree in it: `{path, value}` or null for any. */
    awaits: text("awaits"),
    matching: jsonb("matching").$type<{ path: string[]; value: unknown }>(),
    createdAt: createdAt(),
    doneAt: timestamptz("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.stepId] }),
    index("job_steps_listening_idx").on(t.awaits).where(sql`status = 'listening'`),
    ...systemOnly("job_steps"),
  ],
);

/** The living job processes; one that has not been seen for some seconds is dead and its runs are taken over. */
export const jobWorkers = pgTable(
  "job_workers",
  {
    id: uuid("id").primaryKey(),
    host: text("host").notNull(),
    pid: integer("pid").notNull(),
    slots: integer("slots").notNull(),
    startedAt: timestamptz("started_at").notNull().defaultNow(),
    seenAt: timestamptz("seen_at").notNull().defaultNow(),
  },
  () => systemOnly("job_workers"),
);

export interface RunError {
  name: string;
  message: string;
  stack?: string;
  cause?: unknown;
}
