import path from "node:path";
import { Worker } from "node:worker_threads";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** What the worker is given, and what it answers: cells as trimmed text, or why the workbook cannot be read. */
export type WorkbookAnswer = { rows: string[][] } | { problem: WorkbookProblem };
/** `rows`: there are too many. */
export type WorkbookProblem = "slow" | "large" | "rows" | "damaged";

const MAX_MEMORY_MB = 256;
const MAX_MS = 20_000;

/**
 * The cells of a workbook's first sheet as trimmed text, read in a thread of its own: a few bytes can name a cell a
 * billion rows down, and the reader makes an array up to it. Throws `Invalid` with what to do.
 */
export function readFirstSheet(bytes: Buffer): Promise<string[][]> {
  // Resolved at run time from the installation's root, since a bundled caller has no file of its own to start from.
  const entry = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/price-books/workbook-worker.ts");
  const worker = new Worker(entry, {
    workerData: new Uint8Array(bytes),
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB, maxYoungGenerationSizeMb: 16 },
  });
  return new Promise<string[][]>((resolve, reject) => {
    let ended = false;
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      worker.terminate().then(settle, settle);
    };
    const fail = (why: WorkbookProblem) => end(() => reject(unreadable(why)));
    const timer = setTimeout(() => fail("slow"), MAX_MS);
    worker.on("message", (answer: WorkbookAnswer) => {
      if ("problem" in answer) fail(answer.problem);
      else end(() => resolve(answer.rows));
    });
    worker.on("error", () => fail("large"));
    // The reader waits for ever on some damaged archives; its thread then ends without an answer.
    worker.on("exit", () => fail("damaged"));
  });
}

function unreadable(why: WorkbookProblem): Invalid {
  return new Invalid("price_book_unreadable", problemText("priceBooks.workbookReadSave", { why }));
}
