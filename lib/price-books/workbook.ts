import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { runInThread } from "#lib/processing/run-in-thread.ts";

/** What the worker answers: cells as trimmed text, or why the workbook cannot be read. */
export type WorkbookAnswer = { rows: string[][] } | { problem: WorkbookProblem };
/** `rows`: there are too many. */
export type WorkbookProblem = "slow" | "large" | "rows" | "damaged";

const LIMITS = { timeoutMs: 20_000, heapMb: 256, stackMb: 4 };

/**
 * The cells of a workbook's first sheet as trimmed text, read in a thread of its own: a few bytes can name a cell a
 * billion rows down, and the reader makes an array up to it. Throws `Invalid` with what to do.
 */
export function readFirstSheet(bytes: Buffer): Promise<string[][]> {
  return runInThread<WorkbookAnswer, string[][]>({
    ...LIMITS,
    entry: "lib/price-books/workbook-worker.ts",
    workerData: new Uint8Array(bytes),
    onMessage: (answer, { done, fail }) => {
      if ("problem" in answer) fail(unreadable(answer.problem));
      else done(answer.rows);
    },
    errorOf: (end, cause) => {
      if (end === "timeout") return unreadable("slow");
      // The reader waits for ever on some damaged archives: its thread then ends without an answer, and without an error.
      return unreadable(end === "crashed" && cause === undefined ? "damaged" : "large");
    },
  });
}

function unreadable(why: WorkbookProblem): Invalid {
  return new Invalid("price_book_unreadable", problemText("priceBooks.workbookReadSave", { why }));
}
