import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import postgres from "postgres";
import { roleUrl } from "#db/client.ts";
import { OUTBOX_CHANNEL, RUNS_CHANNEL } from "#lib/jobs/channels.ts";
import { serveFunctions } from "#lib/jobs/handler.ts";
import { Bell, repeat } from "#lib/jobs/loop.ts";
import { logger } from "#lib/observability/logger.ts";
import { deliverOutbox } from "./deliver.ts";
import { type Driver, driveRun } from "./drive.ts";
import { describeFunctions } from "./functions.ts";
import { Queue } from "./queue.ts";
import { claimRuns, Fenced, type HeldRun, isOutage, releaseRun } from "./runs.ts";
import { Schedules } from "./schedules.ts";
import { BEAT_MS, beat, LEASE_MS, requeueStuck, signOff } from "./workers.ts";

export interface EngineOptions {
  client: Inngest;
  functions: readonly InngestFunction.Any[];
  /** Runs that this process has in hand at once. */
  slots: number;
  backoffMs?: number;
  /** How long `stop` lets running steps end before their runs are handed back. */
  graceMs?: number;
  /** False: nothing is started by the clock, for tests that must come out alike at any hour. */
  schedules?: boolean;
}

export interface Engine {
  stop(): Promise<void>;
}

/**
 * Drives the functions by PostgreSQL alone: delivers the outbox, keeps the schedules, and takes runs on. Any number of
 * processes may do so on one database. Throws `UnsupportedFunction` before anything starts.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const specs = describeFunctions(options.client, options.functions);
  const worker = randomUUID();
  const sql = postgres(roleUrl("cai_system"), {
    max: 5,
    connection: { application_name: "construction-ai jobs" },
    onnotice: () => {},
  });
  const queue = new Queue();
  const schedules = new Schedules(specs);
  const inHand = new Map<string, HeldRun>();
  const ended = new AbortController();
  const runsBell = new Bell();
  const outboxBell = new Bell();
  const driver: Driver = {
    sql,
    queue,
    handler: serveFunctions(options.client, options.functions),
    specs,
    backoffMs: options.backoffMs ?? 2000,
    stopping: () => ended.signal.aborted,
  };

  await queue.start();
  await beat(sql, worker, options.slots);
  await sql.listen(
    RUNS_CHANNEL,
    () => runsBell.ring(),
    () => runsBell.ring(),
  );
  await sql.listen(
    OUTBOX_CHANNEL,
    () => outboxBell.ring(),
    () => outboxBell.ring(),
  );

  async function take(): Promise<boolean> {
    const free = options.slots - inHand.size;
    if (free <= 0) return false;
    const { looked, runs } = await claimRuns(sql, queue, worker, free);
    for (const run of runs) {
      inHand.set(run.id, run);
      void hold(run);
    }
    return looked === free;
  }

  async function hold(run: HeldRun): Promise<void> {
    try {
      await driveRun(driver, run);
    } catch (error) {
      if (error instanceof Fenced)
        logger().info({ run: run.id, function: run.functionId }, "a run went to somebody else");
      else if (isOutage(error))
        logger().error(
          { run: run.id, err: error },
          "a run was let go, since the database is out of reach; it is taken up again",
        );
      else await giveBack(run, error);
    } finally {
      // A later claim of the same run may have taken this one's place.
      if (inHand.get(run.id) === run) inHand.delete(run.id);
      runsBell.ring();
    }
  }

  async function giveBack(run: HeldRun, cause: unknown): Promise<void> {
    logger().error(
      { run: run.id, function: run.functionId, err: cause },
      "the engine could not go on with a run; it is tried again",
    );
    await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
    await releaseRun(sql, queue, run).catch((error) => {
      if (!(error instanceof Fenced))
        logger().error(
          { run: run.id, err: error },
          "a run could not be handed back; it is found by the next look for stuck runs",
        );
    });
  }

  let lastBeat = Date.now();
  let trustOthersAt = 0;
  async function keepAlive(): Promise<boolean> {
    await beat(sql, worker, options.slots);
    // After an outage everybody looks dead until they had the time to say otherwise.
    if (Date.now() - lastBeat > LEASE_MS / 2) trustOthersAt = Date.now() + LEASE_MS;
    lastBeat = Date.now();
    if (Date.now() >= trustOthersAt) {
      const woken = await requeueStuck(sql, queue, { worker, inHand: [...inHand.keys()], specs });
      if (woken > 0) logger().warn({ runs: woken }, "runs that had fallen out of work were taken up again");
    }
    if (options.schedules !== false) await schedules.startDue(sql, queue);
    return false;
  }

  const loops = [
    repeat("taking runs", ended.signal, 1000, runsBell, take),
    repeat("delivering the outbox", ended.signal, 1000, outboxBell, () => deliverOutbox(sql, queue, specs)),
    repeat("keeping alive", ended.signal, BEAT_MS, new Bell(), keepAlive),
  ];

  return {
    async stop() {
      ended.abort();
      await Promise.all(loops);
      const until = Date.now() + (options.graceMs ?? 8000);
      while (inHand.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      for (const run of inHand.values()) await giveUp(run);
      await signOff(sql, worker).catch((error) =>
        logger().warn({ err: error }, "the worker could not sign off; its lease will end"),
      );
      await queue.stop();
      await sql.end({ timeout: 2 });
    },
  };

  async function giveUp(run: HeldRun): Promise<void> {
    await releaseRun(sql, queue, run).catch((error) => {
      if (!(error instanceof Fenced))
        logger().warn(
          { run: run.id, err: error },
          "a run could not be handed back; it is taken over when the lease ends",
        );
    });
  }
}
