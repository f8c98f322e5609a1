import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { estimateRevisions, estimateSnapshots } from "#db/schema/issuing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { addressBlock, limitingFailures } from "#lib/auth/rate-limit.ts";
import { isClosed } from "#lib/tenancy/closed.ts";
import { statusOf } from "./present-revision.ts";
import { revisionLetters } from "./revision-letters.ts";
import type { VerificationView } from "./views.ts";

export type Verification = z.output<typeof VerificationView>;

/** A whole SHA-256 in hex; nothing less leads anywhere. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/)
  .transform((text) => text.toLowerCase());

/** Tries that lead nowhere, by one address; a hash has 256 bits besides. */
const LIMIT = { attempts: 60, windowSeconds: 600 };

/**
 * Whether a document with exactly this SHA-256 was issued, by whom, and whether it still holds: for whoever has the document,
 * signed in or not. It reads across organisations, a row by its whole hash and nothing else, and no figure of it. What belongs
 * to a suspended organisation is told to be unavailable; what was deleted is unknown. Throws `TooManyRequests`.
 */
export async function verifyDocument(sha256: string, ip: string | null): Promise<Verification> {
  const found = await limitingFailures(`verify:${addressBlock(ip)}`, LIMIT, () => lookUp(sha256));
  if (!found || isClosed(found.slug)) return { sha256, result: "unknown", issue: null };
  if (!found.isActive) return { sha256, result: "unavailable", issue: null };
  const { revision } = found;
  return {
    sha256,
    result: "issued",
    issue: {
      of: revision.pdfSha256 === sha256 ? "pdf" : revision.xlsxSha256 === sha256 ? "xlsx" : "snapshot",
      organisation: found.organisation,
      estimate: found.estimate,
      revision: revisionLetters(revision.number),
      purpose: revision.purpose,
      issued_at: revision.issuedAt.toISOString(),
      signer: { name: found.signerName, title: found.signerTitle },
      approved_at: found.approvedAt.toISOString(),
      status: statusOf(revision, found.last),
      withdrawn_at: revision.withdrawnAt?.toISOString() ?? null,
    },
  };
}

async function lookUp(sha256: string) {
  const rows = await withSystem((tx) =>
    tx
      .select({
        revision: {
          number: estimateRevisions.number,
          purpose: estimateRevisions.purpose,
          issuedAt: estimateRevisions.issuedAt,
          withdrawnAt: estimateRevisions.withdrawnAt,
          pdfSha256: estimateRevisions.pdfSha256,
          xlsxSha256: estimateRevisions.xlsxSha256,
        },
        // As the document has them, whatever they are called today.
        organisation: estimateSnapshots.organisation,
        estimate: estimateSnapshots.name,
        signerName: estimateSnapshots.signerName,
        signerTitle: estimateSnapshots.signerTitle,
        approvedAt: estimateSnapshots.approvedAt,
        isActive: tenants.isActive,
        slug: tenants.slug,
        last: sql<number>`(select max(r.number) from estimate_revisions r
          where r.tenant_id = ${estimateRevisions.tenantId} and r.estimate_id = ${estimateRevisions.estimateId})`,
      })
      .from(estimateRevisions)
      .innerJoin(
        estimateSnapshots,
        and(
          eq(estimateSnapshots.tenantId, estimateRevisions.tenantId),
          eq(estimateSnapshots.id, estimateRevisions.snapshotId),
        ),
      )
      .innerJoin(tenants, eq(tenants.id, estimateRevisions.tenantId))
      // Each by its own index.
      .where(
        sql`${estimateRevisions.id} in (
          select id from estimate_revisions where pdf_sha256 = ${sha256}
          union all select id from estimate_revisions where xlsx_sha256 = ${sha256}
          union all select r.id from estimate_snapshots s
            join estimate_revisions r on r.tenant_id = s.tenant_id and r.snapshot_id = s.id where s.sha256 = ${sha256})`,
      )
      .limit(1),
  );
  return rows[0] ?? null;
}
