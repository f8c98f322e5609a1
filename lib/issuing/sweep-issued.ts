import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { auditLogs } from "#db/schema/audit.ts";
import { estimateRevisions, estimateSnapshots } from "#db/schema/issuing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { logger } from "#lib/observability/logger.ts";
import { objectStores } from "#lib/storage/index.ts";
import { issuedPrefix, issueOfKey } from "#lib/storage/keys.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import { purgeIssued } from "./purge-issued.ts";

/** Younger objects may be those of an issue under way. */
const MIN_AGE_MS = 3600_000;
/** Organisations of one part. */
const PER_PART = 50;

export interface IssuedSweep {
  /** Where the next part begins; null at the end. */
  next: string | null;
  objects: number;
  /** Removed: what another attempt at the same issue had written, and documents of deleted estimates. */
  removed: number;
  /** Documents that rows refer to and that are not there; somebody has to look. */
  missing: string[];
  /** Objects of approvals that this database does not know, as after a return to an older backup. They stay. */
  unknown: string[];
}

/**
 * Compares what stands in the store of issued documents with the rows of revisions, some organisations at a time. An object
 * goes only where a row proves that it is nobody's: the approval was issued with another one, or the audit log tells that its
 * estimate was deleted.
 */
export async function sweepIssued(after: string | null, now = new Date()): Promise<IssuedSweep> {
  const organisations = await withSystem((tx) =>
    tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(and(notClosed(), after ? gt(tenants.id, after) : undefined))
      .orderBy(asc(tenants.id))
      .limit(PER_PART),
  );
  const next = organisations.length === PER_PART ? (organisations.at(-1)?.id ?? null) : null;
  const part: IssuedSweep = { next, objects: 0, removed: 0, missing: [], unknown: [] };
  for (const { id } of organisations) await sweepTenant(id, part, now);
  return part;
}

async function sweepTenant(tenantId: string, part: IssuedSweep, now: Date): Promise<void> {
  const { files } = objectStores();
  const rows = await withSystem((tx) =>
    tx
      .select({
        snapshotId: estimateSnapshots.id,
        pdfKey: estimateRevisions.pdfKey,
        xlsxKey: estimateRevisions.xlsxKey,
      })
      .from(estimateSnapshots)
      .leftJoin(
        estimateRevisions,
        and(
          eq(estimateRevisions.tenantId, estimateSnapshots.tenantId),
          eq(estimateRevisions.snapshotId, estimateSnapshots.id),
        ),
      )
      .where(eq(estimateSnapshots.tenantId, tenantId)),
  );
  const approved = new Map(rows.map((row) => [row.snapshotId, row.pdfKey !== null]));
  const wanted = new Set(rows.flatMap(({ pdfKey, xlsxKey }) => (pdfKey && xlsxKey ? [pdfKey, xlsxKey] : [])));
  const strays = new Map<string, string[]>();
  for await (const { key, lastModified } of files.list(issuedPrefix(tenantId))) {
    part.objects++;
    const of = issueOfKey(key);
    if (wanted.delete(key) || !of || now.getTime() - lastModified.getTime() <= MIN_AGE_MS) continue;
    const isIssued = approved.get(of.snapshotId);
    // Of an approval that is still to be issued: its next attempt leaves this one to the rule above.
    if (isIssued === false) continue;
    if (isIssued) {
      await files.purge(key);
      part.removed++;
    } else strays.set(of.estimateId, [...(strays.get(of.estimateId) ?? []), key]);
  }
  for (const key of wanted) {
    logger().error({ tenant_id: tenantId, key }, "an issued document is missing from the store");
    part.missing.push(key);
  }
  const deleted = await deletedEstimates(tenantId, [...strays.keys()]);
  for (const [estimateId, keys] of strays) {
    if (deleted.has(estimateId)) part.removed += await purgeIssued(tenantId, estimateId);
    else {
      logger().error({ tenant_id: tenantId, keys }, "issued documents belong to no approval that is known");
      part.unknown.push(...keys);
    }
  }
}

async function deletedEstimates(tenantId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await withSystem((tx) =>
    tx
      .select({ id: auditLogs.targetId })
      .from(auditLogs)
      .where(
        and(
          eq(auditLogs.tenantId, tenantId),
          eq(auditLogs.action, "estimate.deleted"),
          inArray(auditLogs.targetId, [...ids]),
        ),
      ),
  );
  return new Set(rows.flatMap(({ id }) => (id ? [id] : [])));
}
