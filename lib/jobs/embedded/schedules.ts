import type postgres from "postgres";
import { inTransaction } from "#db/transaction.ts";
import { lastOccurrence } from "./cron.ts";
import { newRun } from "./deliver.ts";
import type { FunctionSpec, FunctionSpecs } from "./functions.ts";
import { uuidOf } from "./ids.ts";
import type { Queue } from "./queue.ts";
import { createRuns } from "./runs.ts";

/** An occurrence that nobody was there for is made up for within this time: a restart or a crash loses none. */
const CATCH_UP_MS = 3_600_000;

/** The schedules of the functions, as one worker keeps them; any number of workers may keep the same ones. */
export class Schedules {
  readonly #schedules: { spec: FunctionSpec; cron: string }[];
  readonly #started = new Map<string, number>();

  constructor(specs: FunctionSpecs) {
    this.#schedules = [...specs.values()].flatMap((spec) => spec.crons.map((cron) => ({ spec, cron })));
  }

  /** Starts what is due. An occurrence has one event id wherever it is noticed, so it makes one run. */
  async startDue(sql: postgres.Sql, queue: Queue, now = new Date()): Promise<void> {
    for (const { spec, cron } of this.#schedules) {
      const at = lastOccurrence(cron, now);
      const key = `${spec.id} ${cron}`;
      if (now.getTime() - at.getTime() > CATCH_UP_MS || this.#started.get(key) === at.getTime()) continue;
      const event = {
        id: uuidOf(`${key} ${at.toISOString()}`),
        name: "inngest/scheduled.timer",
        data: { cron },
        ts: at.getTime(),
      };
      await inTransaction(sql, (tx) => createRuns(tx, queue, [newRun(spec, event, null)]));
      this.#started.set(key, at.getTime());
    }
  }
}
