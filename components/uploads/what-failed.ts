import { ApiError } from "#components/data/api.ts";
import { sentenceOf } from "#components/data/told-of.ts";
import { uploadFailureWords } from "./failure-words.ts";
import { FileUnreadable } from "./hash-file.ts";

/** The file that was chosen again is not the one that was begun. */
export class OtherFile extends Error {
  override name = "OtherFile";
}

/** What becomes of an upload: `anew` where the server has nothing of it any more. */
export interface AfterFailure {
  outcome: "wait" | "fail" | "give again";
  anew: boolean;
  /** Null where waiting says enough: the network is away. */
  sentence: string | null;
}

const TRIES = 6;
/** The server has nothing of it any more: it expired, or was taken away. */
const GONE = new Set(["file_not_found", "upload_gone", "upload_not_started"]);
/** It looked, refused and removed it: the same bytes are refused again. */
const REFUSED = new Set(["size_mismatch", "sha256_mismatch", "content_mismatch"]);
/** Passes by itself. */
const PASSES = new Set([
  "idempotency_key_in_use",
  "too_many_requests",
  "part_refused",
  "parts_missing",
  "busy",
]);

/** `admitted`: the server had begun the upload. `tries`: failed attempts since something last arrived. */
export function afterFailure(error: unknown, tries: number, admitted: boolean): AfterFailure {
  const sentence = sentenceOf(error);
  if (error instanceof FileUnreadable)
    return { outcome: "give again", anew: false, sentence: uploadFailureWords().fileUnreadable };
  if (error instanceof OtherFile)
    return { outcome: "give again", anew: false, sentence: uploadFailureWords().otherFile };
  if (!(error instanceof ApiError)) return { outcome: "fail", anew: false, sentence };
  // For the network it waits however long it takes.
  if (error.status === 0) return { outcome: "wait", anew: false, sentence: null };
  // So does the server's own reading of a large file, whose first request a proxy may have cut; it ends by itself.
  if (error.code === "upload_verifying") return { outcome: "wait", anew: false, sentence };
  const again = tries < TRIES ? "wait" : "fail";
  if (admitted && GONE.has(error.code)) return { outcome: again, anew: true, sentence };
  if (REFUSED.has(error.code)) return { outcome: "fail", anew: true, sentence };
  if (error.status >= 500 || PASSES.has(error.code)) return { outcome: again, anew: false, sentence };
  return { outcome: "fail", anew: false, sentence };
}

/** Milliseconds before the next attempt: doubled from one second to half a minute, and spread so that files do not come together. */
export function backoff(tries: number): number {
  return Math.min(30_000, 1000 * 2 ** (tries - 1)) * (0.75 + Math.random() / 4);
}
