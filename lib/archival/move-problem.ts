import { keptText } from "#lib/i18n/kept-text.ts";
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

const INTERNAL = keptText("move_internal");
const REASONS: Record<string, string> = {
  store_unavailable: keptText("move_store_unavailable"),
  access_denied: keptText("move_access_denied"),
  object_not_found: keptText("move_object_not_found"),
  checksum_mismatch: keptText("move_checksum_mismatch"),
  audit_log_changed: keptText("move_audit_log_changed"),
  interrupted: keptText("move_interrupted"),
};
