import { StorageError } from "#lib/storage/store.ts";

/** What is told of a move that failed: a stable code, and a sentence for people. What the error itself says is the log's. */
export interface MoveProblem {
  code: string;
  reason: string;
}

export function moveProblem(error: unknown): MoveProblem {
  return problemNamed(error instanceof StorageError ? error.code : "internal_error");
}

/** The problem of a code; one that is not for people, such as the database's, is on our side. */
export function problemNamed(code: string): MoveProblem {
  const reason = REASONS[code];
  return reason ? { code, reason } : { code: "internal_error", reason: INTERNAL };
}

const INTERNAL =
  "It could not be moved for a reason on our side, and stays where it is. The next run tries again; tell support its id if it happens again.";
const REASONS: Record<string, string> = {
  store_unavailable:
    "The archive did not answer, or not as it should. It stays where it is, and the next run tries again.",
  access_denied:
    "The archive refuses the platform's credentials. It stays where it is; the operator has to mend that.",
  object_not_found:
    "Its bytes were not found in hot storage. Tell support its id: the platform's operator can look for them.",
  checksum_mismatch:
    "The copy that was read back differs from the original, so it is not used. It stays where it is, and the next run tries again.",
  audit_log_changed:
    "An entry of that day in the audit log is not what was written, so the day stays in the database. Tell support: the platform's operator has to look at it.",
  interrupted:
    "Its move was begun several times and never ended. The next run tries again; tell support its id if it happens again.",
};
