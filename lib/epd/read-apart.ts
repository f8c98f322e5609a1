import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { runInThread } from "#lib/processing/run-in-thread.ts";
import type { ReadFiles } from "./read-files.ts";
import type { UploadedFile } from "./unzip.ts";

const LIMITS = { timeoutMs: 30_000, heapMb: 512, stackMb: 4 };

/**
 * Reads the files in a thread of its own, with a limit of time and memory: what somebody uploads holds up nobody else.
 * Throws `Invalid` (`epd_unreadable`) where it takes more than that.
 */
export function readApart(files: readonly UploadedFile[]): Promise<ReadFiles> {
  return runInThread<ReadFiles, ReadFiles>({
    ...LIMITS,
    entry: "lib/epd/read-worker.ts",
    workerData: files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })),
    onMessage: (answer, { done }) => done(answer),
    errorOf: (end) =>
      new Invalid(
        "epd_unreadable",
        problemText("epd.readApart", { why: end === "timeout" ? "slow" : "large" }),
      ),
  });
}
