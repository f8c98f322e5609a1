import { and, desc, eq, getTableColumns, max } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { estimateRevisions, estimateSnapshots } from "#db/schema/issuing.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { stateOf, stepsOf } from "#lib/review/review-state.ts";
import type { SnapshotRow } from "./take-snapshot.ts";

/** Everything of a snapshot but its content, which may be some megabytes. */
const { content, ...head } = getTableColumns(estimateSnapshots);
export const snapshotHead = head;

/** A snapshot with its content. Throws `NotFound` (`snapshot_not_found`). */
export async function findSnapshot(
  tx: Transaction,
  tenantId: string,
  { id, snapshotId }: { id: string; snapshotId: string },
): Promise<typeof estimateSnapshots.$inferSelect> {
  const [row] = await tx
    .select({ ...head, content })
    .from(estimateSnapshots)
    .where(
      and(
        eq(estimateSnapshots.tenantId, tenantId),
        eq(estimateSnapshots.estimateId, id),
        eq(estimateSnapshots.id, snapshotId),
      ),
    );
  if (!row) throw new NotFound("snapshot_not_found", problemText("issuing.snapshotGone"));
  return row;
}

/** The snapshot of the approval that holds now; null for a draft, and for what was approved before there were any. */
export async function approvedSnapshot(
  tx: Transaction,
  tenantId: string,
  estimateId: string,
): Promise<SnapshotRow | null> {
  const steps = await stepsOf(tx, tenantId, estimateId);
  const [step] = steps;
  if (!step || stateOf(steps) !== "approved") return null;
  const [row] = await tx
    .select(head)
    .from(estimateSnapshots)
    .where(
      and(
        eq(estimateSnapshots.tenantId, tenantId),
        eq(estimateSnapshots.estimateId, estimateId),
        eq(estimateSnapshots.stepPosition, step.position),
      ),
    );
  return row ?? null;
}

/** Number of an estimate's latest revision; 0: none. */
export async function lastNumber(tx: Transaction, tenantId: string, estimateId: string): Promise<number> {
  const [row] = await tx
    .select({ number: max(estimateRevisions.number) })
    .from(estimateRevisions)
    .where(and(eq(estimateRevisions.tenantId, tenantId), eq(estimateRevisions.estimateId, estimateId)));
  return row?.number ?? 0;
}

/** An estimate's revisions with their snapshots' heads, the latest first. */
export async function revisionsOf(tx: Transaction, tenantId: string, estimateId: string) {
  return tx
    .select({ revision: estimateRevisions, snapshot: head })
    .from(estimateRevisions)
    .innerJoin(
      estimateSnapshots,
      and(
        eq(estimateSnapshots.tenantId, estimateRevisions.tenantId),
        eq(estimateSnapshots.id, estimateRevisions.snapshotId),
      ),
    )
    .where(and(eq(estimateRevisions.tenantId, tenantId), eq(estimateRevisions.estimateId, estimateId)))
    .orderBy(desc(estimateRevisions.number));
}

export type RevisionRow = typeof estimateRevisions.$inferSelect;
export type IssuedRow = { revision: RevisionRow; snapshot: SnapshotRow };
