import { runInThread } from "#lib/processing/run-in-thread.ts";
import type { FileTaker, FileTally } from "./read-file.ts";
import { type FileProblem, UnreadableFile, type WorkItem } from "./types.ts";

/** What the thread is given: the file, and a counter of the messages that were taken. */
export interface FileWork {
  path: string;
  taken: SharedArrayBuffer;
}

export type FileMessage =
  | { items: WorkItem[]; rows: number }
  | { words: { word: string; items: number[] }[] }
  | { tally: FileTally }
  | { problem: FileProblem; values: Record<string, string> };

/** At full size it reads 600 000 rows in half a minute, and holds some 200 MB: the texts that a workbook's cells share. */
const LIMITS = { timeoutMs: 15 * 60_000, heapMb: 768, stackMb: 4 };

/**
 * Reads a file in a thread of its own, with a limit of time and memory; what it holds is given to `taker` piece by piece, in
 * order, and no more is read than is taken. Throws `UnreadableFile`, and what `taker` throws.
 */
export function readApart(path: string, taker: FileTaker): Promise<FileTally> {
  const taken = new SharedArrayBuffer(4);
  const counter = new Int32Array(taken);
  let before: Promise<void> = Promise.resolve();
  const work: FileWork = { path, taken };
  return runInThread<FileMessage, FileTally>({
    ...LIMITS,
    entry: "lib/price-books/cwicr/read-worker.ts",
    workerData: work,
    onMessage: (message, { done, fail }) => {
      before = before
        .then(async () => {
          if ("items" in message) await taker.items(message.items, message.rows);
          else if ("words" in message) await taker.words(message.words);
          else if ("tally" in message) done(message.tally);
          else fail(new UnreadableFile(message.problem, message.values));
          Atomics.add(counter, 0, 1);
          Atomics.notify(counter, 0);
        })
        .catch((error: unknown) => fail(error instanceof Error ? error : new Error(String(error))));
    },
    errorOf: (end, cause) => {
      if (end === "timeout") return new UnreadableFile("slow");
      if (end === "out_of_memory") return new UnreadableFile("memory");
      return cause instanceof Error ? cause : new Error(`The thread that read ${path} ended: ${end}`);
    },
  });
}
