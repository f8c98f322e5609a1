import { parentPort, workerData } from "node:worker_threads";
import { mutate, seeded } from "./mutate.ts";
import type { FuzzInput, FuzzMessage } from "./run-fuzz.ts";
import { openTarget } from "./targets.ts";

/** Entry of the thread that runs inputs one after the other; the parent ends it when one takes too long. */
const { target: name, seed, from, to }: FuzzInput = workerData;
const target = openTarget(name);
const post = (message: FuzzMessage) => parentPort?.postMessage(message);
post({ kind: "ready", limitMs: target.limitMs });
for (let n = from; n < to; n++) {
  const random = seeded(seed * 1_000_003 + n);
  const sample = target.samples[random(target.samples.length)];
  if (!sample) throw new Error(`${name} has no samples`);
  const input = mutate(sample, random, target.dictionary);
  post({ kind: "start", n });
  try {
    post({ kind: "done", n, outcome: await target.run(input) });
  } catch (error) {
    post({
      kind: "failed",
      n,
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
  // Lets messages out, and unhandled rejections come up under their own input.
  await new Promise((resolve) => setImmediate(resolve));
}
target.close();
