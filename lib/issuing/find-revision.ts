import type { Transaction } from "#db/client.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type IssuedRow, revisionsOf } from "./find-snapshot.ts";

/** Names an issued revision of an estimate. */
export interface RevisionRef {
  id: string;
  revisionId: string;
}

/** A revision with its snapshot's head, and the number of the estimate's latest. Throws `NotFound` (`revision_not_found`). */
export async function findRevision(
  tx: Transaction,
  tenantId: string,
  { id, revisionId }: RevisionRef,
): Promise<IssuedRow & { last: number }> {
  const rows = await revisionsOf(tx, tenantId, id);
  const found = rows.find(({ revision }) => revision.id === revisionId);
  if (!found) throw new NotFound("revision_not_found", problemText("issuing.revisionGone"));
  return { ...found, last: rows[0]?.revision.number ?? found.revision.number };
}
