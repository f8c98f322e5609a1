import { readFileSync, writeFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerQuestion } from "../worker-protocol.ts";

/**
 * A thread that goes wrong as its `folder` names: `dies:FILE` ends on its first batch, and answers when the next thread is
 * asked again; `always dies`; `hangs`. Its vectors are each text's length.
 */
const { folder } = workerData;

parentPort?.on("message", ({ id, texts }: WorkerQuestion) => {
  if (folder === "hangs") return;
  if (folder === "always dies") process.exit(1);
  const file = folder.slice("dies:".length);
  const before = readFileSync(file, "utf8");
  writeFileSync(file, `${before}${texts.length} `);
  if (before === "") process.exit(1);
  parentPort?.postMessage({ id, vectors: Float32Array.from(texts, ({ length }) => length) });
});
