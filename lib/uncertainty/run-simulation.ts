import { AppError } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { runInThread } from "#lib/processing/run-in-thread.ts";
import type { Simulation, SimulationInput } from "./types.ts";

/** Ten thousand lines take some six seconds. */
const LIMITS = { timeoutMs: 30_000, heapMb: 128, stackMb: 4 };

let turn: Promise<unknown> = Promise.resolve();

/**
 * `simulate` in a thread of its own, one at a time in this process, so that nobody's requests wait for somebody's dice.
 * Throws `AppError` 503 `simulation_failed`.
 */
export function runSimulation(input: SimulationInput): Promise<Simulation> {
  const mine = turn.then(() =>
    runInThread<Simulation, Simulation>({
      ...LIMITS,
      entry: "lib/uncertainty/simulate-worker.ts",
      workerData: input,
      onMessage: (answer, { done }) => done(answer),
      errorOf: (end, cause) => Object.assign(failed(), { cause: cause ?? end }),
    }),
  );
  turn = mine.catch(() => undefined);
  return mine;
}

const failed = () => new AppError(503, "simulation_failed", problemText("uncertainty.simulationFailed"));
