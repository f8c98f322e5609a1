import { parentPort, workerData } from "node:worker_threads";
import type { FileMessage, FileWork } from "./read-apart.ts";
import { readFile } from "./read-file.ts";
import { UnreadableFile } from "./types.ts";

/** Entry of the thread that reads one file of work items. It waits while what it has sent is still being stored. */
const MOST_UNDER_WAY = 4;

const { path, taken }: FileWork = workerData;
const done = new Int32Array(taken);
let sent = 0;

function send(message: FileMessage): void {
  while (sent - Atomics.load(done, 0) >= MOST_UNDER_WAY) Atomics.wait(done, 0, Atomics.load(done, 0), 1000);
  sent += 1;
  parentPort?.postMessage(message);
}

try {
  const tally = await readFile(path, {
    items: (items, rows) => send({ items, rows }),
    words: (words) => send({ words }),
  });
  send({ tally });
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  send({ problem: error.code, values: error.values });
}
// A thread that ends before its last word was taken would look like one that broke down.
while (Atomics.load(done, 0) < sent) Atomics.wait(done, 0, Atomics.load(done, 0), 1000);
