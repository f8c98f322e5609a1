import { Worker } from "node:worker_threads";
import { within } from "./within.ts";

/**
 * Tells this process's hashing thread that a part has arrived in an upload's directory. The thread starts with the first
 * part and does not keep the process alive. If it fails, uploads are hashed when they are complete, and a later part
 * starts another one.
 */
export function createPrefixHasher(): (directory: string) => void {
  let worker: Worker | undefined;
  return (directory) => {
    worker ??= start(() => {
      worker = undefined;
    });
    worker.postMessage(directory);
  };
}

function start(onEnd: () => void): Worker {
  const worker = new Worker(within(import.meta.dirname, "prefix-hash-worker.ts"));
  worker.once("error", (error) => process.emitWarning(error instanceof Error ? error : String(error)));
  worker.once("exit", onEnd);
  worker.unref();
  return worker;
}
