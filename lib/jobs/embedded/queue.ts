import { randomUUID } from "node:crypto";
import { type Db, type JobInsert, PgBoss } from "pg-boss";
import postgres from "postgres";
import { roleUrl } from "#db/client.ts";
import { RUNS_CHANNEL } from "#lib/jobs/channels.ts";
import { logger } from "#lib/observability/logger.ts";

export type Tx = postgres.TransactionSql;

/** Wakes a run: a job of the queue says no more than which run to look at. */
const WAKE = "wake";
const SCHEMA = "pgboss";

/**
 * Installs or upgrades the queue's own schema and lets `cai_system` use it. Runs as the owner, after the roles exist,
 * while the caller holds the migration lock.
 */
export async function migrateJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  boss.on("error", (error) => logger().error({ err: error }, "the queue's migration met an error"));
  await boss.start();
  try {
    await boss.createQueue(WAKE, { retentionSeconds: YEARS });
    await backgroundMigrations(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`grant usage on schema ${SCHEMA} to cai_system;
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to cai_system;
      grant usage, select on all sequences in schema ${SCHEMA} to cai_system;
      grant execute on all functions in schema ${SCHEMA} to cai_system`);
  } finally {
    await sql.end();
  }
}

/** A sleep may last for years; the queue would else drop what waits longer than two weeks. */
const YEARS = 10 * 365 * 24 * 3600;

/** An upgrade builds some indexes behind its start; only the owner may, so it is awaited here. */
async function backgroundMigrations(boss: PgBoss): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const open = (await boss.getBamStatus()).filter(
      (s) => s.status === "pending" || s.status === "in_progress",
    );
    if (open.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(
    "The queue's schema did not finish its upgrade within ten minutes. Look at pgboss.bam for the command that hangs.",
  );
}

export interface Wake {
  runId: string;
  /** When to wake it; now when absent. */
  at?: Date | null;
  /** Runs that have begun come before new ones. */
  begun?: boolean;
}

/** The durable, delayed queue that wakes runs: pg-boss, used within our own transactions. */
export class Queue {
  readonly #boss: PgBoss;
  constructor() {
    this.#boss = new PgBoss({
      connectionString: roleUrl("cai_system"),
      schema: SCHEMA,
      max: 3,
      application_name: "construction-ai queue",
      migrate: false,
      createSchema: false,
      reindex: false,
      monitorVacuum: false,
      registerInstance: false,
      schedule: false,
      // A trace is what jobs do, not how they are woken.
      openTelemetry: { enabled: false },
    });
    this.#boss.on("error", (error) =>
      logger().error({ err: error }, "the queue met an error; it goes on by itself"),
    );
  }

  async start(): Promise<void> {
    await this.#boss.start();
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }

  /** Queues wake-ups in the caller's transaction and notes each at its run. */
  async wake(tx: Tx, wakes: Wake[]): Promise<void> {
    if (wakes.length === 0) return;
    const jobs = wakes.map(({ runId, at, begun }) => {
      const job: JobInsert = { id: randomUUID(), data: { runId }, priority: begun ? 1 : 0 };
      if (at) job.startAfter = at;
      return { ...job, runId };
    });
    await this.#boss.insert(
      WAKE,
      jobs.map(({ runId: _, ...job }) => job),
      { db: within(tx) },
    );
    await tx`update job_runs r set wake_job = w.job from (select * from unnest(${jobs.map((j) => j.runId)}::uuid[], ${jobs.map((j) => j.id ?? "")}::uuid[]) as t(run, job)) w where r.id = w.run`;
    if (wakes.some((w) => !w.at)) await tx`select pg_notify(${RUNS_CHANNEL}, '')`;
  }

  /** Takes due wake-ups out of the queue in the caller's transaction: rolled back, they are there again. */
  async takeWakes(tx: Tx, limit: number): Promise<string[]> {
    const jobs = await this.#boss.fetch<{ runId: string }>(WAKE, { batchSize: limit, db: within(tx) });
    if (jobs.length > 0)
      await this.#boss.deleteJob(
        WAKE,
        jobs.map((j) => j.id),
        { db: within(tx) },
      );
    return [...new Set(jobs.map((j) => j.data.runId))];
  }
}

/** The queue's statements in a transaction of ours. */
function within(tx: Tx): Db {
  return {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: [...(await tx.unsafe(text, values.map(parameter)))],
    }),
  };
}

type Parameter = string | number | boolean | null | Date | Parameter[];

function parameter(value: unknown): Parameter {
  if (value === null || value === undefined) return null;
  if (
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    value instanceof Date
  )
    return value;
  if (Array.isArray(value)) return value.map(parameter);
  throw new TypeError(
    `The queue gave a statement a parameter of a kind it never had before: ${typeof value}`,
  );
}
