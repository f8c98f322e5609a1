import path from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { Simulation, SimulationInput } from "./types.ts";

const MAX_MEMORY_MB = 128;
/** Ten thousand lines take some six seconds. */
const MAX_MS = 30_000;

let turn: Promise<unknown> = Promise.resolve();

/**
 * `simulate` in a thread of its own, one at a time in this process, so that nobody's requests wait for somebody's dice.
 * Throws `AppError` 503 `simulation_failed`.
 */
export function runSimulation(input: SimulationInput): Promise<Simulation> {
  const mine = turn.then(() => inThread(input));
  turn = mine.catch(() => undefined);
  return mine;
}

function inThread(input: SimulationInput): Promise<Simulation> {
  // Resolved at run time from the installation's root, since a bundled caller has no file of its own to start from.
  const entry = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/uncertainty/simulate-worker.ts");
  const worker = new Worker(entry, {
    workerData: input,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB, maxYoungGenerationSizeMb: 16 },
  });
  return new Promise<Simulation>((resolve, reject) => {
    let ended = false;
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      worker.terminate().then(settle, settle);
    };
    const fail = (cause: unknown) => end(() => reject(Object.assign(failed(), { cause })));
    const timer = setTimeout(() => fail("slow"), MAX_MS);
    worker.on("message", (answer: Simulation) => end(() => resolve(answer)));
    worker.on("error", fail);
    worker.on("exit", () => fail("ended without an answer"));
  });
}

const failed = () => new AppError(503, "simulation_failed", problemText("uncertainty.simulationFailed"));
