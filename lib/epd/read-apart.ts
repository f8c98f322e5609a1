import path from "node:path";
import { Worker } from "node:worker_threads";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { ReadFiles } from "./read-files.ts";
import type { UploadedFile } from "./unzip.ts";

const MAX_MEMORY_MB = 512;
const MAX_MS = 30_000;

/**
 * Reads the files in a thread of its own, with a limit of time and memory: what somebody uploads holds up nobody else.
 * Throws `Invalid` (`epd_unreadable`) where it takes more than that.
 */
export function readApart(files: readonly UploadedFile[]): Promise<ReadFiles> {
  // Resolved at run time from the installation's root, since a bundled caller has no file of its own to start from.
  const entry = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/epd/read-worker.ts");
  const worker = new Worker(entry, {
    workerData: files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })),
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB, maxYoungGenerationSizeMb: 32 },
  });
  return new Promise<ReadFiles>((resolve, reject) => {
    let ended = false;
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      worker.terminate().then(settle, settle);
    };
    const fail = (why: "slow" | "large") =>
      end(() => reject(new Invalid("epd_unreadable", problemText("epd.readApart", { why }))));
    const timer = setTimeout(() => fail("slow"), MAX_MS);
    worker.on("message", (answer: ReadFiles) => end(() => resolve(answer)));
    worker.on("error", () => fail("large"));
    worker.on("exit", () => fail("large"));
  });
}
