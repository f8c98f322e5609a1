import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { estimateRevisions } from "#db/schema/issuing.ts";
import { audit } from "#lib/audit/record.ts";
import { AppError, Conflict } from "#lib/errors.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { type EstimateRow, findEstimate } from "#lib/estimates/measured-model.ts";
import { LOCALES, type Locale } from "#lib/i18n/locales.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { notify } from "#lib/notifications/notify.ts";
import { withNames } from "#lib/reports/corrections.ts";
import type { Report } from "#lib/reports/report-data.ts";
import { askerOf, stepsOf } from "#lib/review/review-state.ts";
import { memberOf, whoSees } from "#lib/review/who-sees.ts";
import { actor, type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import { settingsLocale } from "#lib/tenancy/organisation-locale.ts";
import { changesBetween, type RevisionChanges } from "./changes.ts";
import { approvedSnapshot, findSnapshot, lastNumber, revisionsOf } from "./find-snapshot.ts";
import { dropDocuments, type IssuedDocument, storeDocuments } from "./issue-documents.ts";
import { unpackSnapshot } from "./pack-snapshot.ts";
import { presentRevisions, verifyUrl } from "./present-revision.ts";
import { revisionLetters } from "./revision-letters.ts";
import { reportOf } from "./snapshot.ts";
import type { SnapshotRow } from "./take-snapshot.ts";
import type { IssuedFormat, RevisionView } from "./views.ts";

export const IssueRevision = z.strictObject({
  /** What it is issued for, such as "For tender"; printed in the documents. */
  purpose: z.string().trim().min(1, issueText("issuing.givePurpose")).max(200),
  /** Printed in the documents too. */
  note: z.string().trim().max(1000).default(""),
  /** Language of the documents. Without one the person's own choice, else the organisation's, else English. */
  locale: z.enum(LOCALES).optional(),
});

/**
 * Gives an approved estimate out as its next revision: PDF and workbook are made of what was approved, stored, and never made
 * again. They are written outside of any transaction, as that may take some seconds; what was looked at before is looked at
 * again when the revision's row is written. Throws `NotFound`, `Conflict` (`not_approved`, `approval_without_snapshot`,
 * `already_issued`, `issued_meanwhile`).
 */
export async function issueRevision(
  ctx: Ctx,
  id: string,
  { purpose, note, locale: asked }: z.output<typeof IssueRevision>,
): Promise<z.input<typeof RevisionView>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  const issuedAt = new Date();
  const { number, approval, content, before, locale } = await ctx.transaction(async (tx) => {
    await findEstimate(tx, tenantId, id);
    const { approval, number } = await issuable(tx, tenantId, id);
    const [latest] = await revisionsOf(tx, tenantId, id);
    const read = (snapshotId: string) => findSnapshot(tx, tenantId, { id, snapshotId });
    return {
      approval,
      number,
      content: await read(approval.id),
      before: latest ? await read(latest.snapshot.id) : null,
      locale: asked ?? (await localeOf(ctx, tx)),
    };
  });
  const snapshot = await unpackSnapshot(content);
  const changes = before && changesBetween(number - 1, await unpackSnapshot(before), snapshot);
  const documents = await storeDocuments(
    ctx,
    { estimateId: id, snapshotId: approval.id },
    await namedIn(ctx, reportOf(snapshot)),
    {
      revision: revisionLetters(number),
      purpose,
      note,
      issuedAt,
      signer: { name: approval.signerName, title: approval.signerTitle },
      approvedAt: approval.approvedAt,
      sha256: approval.sha256,
      verifyUrl: verifyUrl(approval.sha256),
    },
    locale,
  );
  try {
    return await write(ctx, id, { number, approval, purpose, note, locale, issuedAt, documents, changes });
  } catch (error) {
    // Refused by us, so nothing refers to them. Of any other failure nobody knows whether the row came to be: the sweep sees.
    if (error instanceof AppError) await dropDocuments(documents);
    throw error;
  }
}

/** Who corrected what, by the names that they have as it is issued. */
async function namedIn(ctx: Ctx, report: Report): Promise<Report> {
  const corrections = await ctx.transaction((tx) => withNames(tx, ctx.tenant.id, report.corrections));
  return { ...report, corrections };
}

interface Issue {
  number: number;
  approval: SnapshotRow;
  purpose: string;
  note: string;
  locale: Locale;
  issuedAt: Date;
  documents: Record<IssuedFormat, IssuedDocument>;
  changes: RevisionChanges | null;
}

async function write(ctx: Ctx, id: string, issue: Issue): Promise<z.input<typeof RevisionView>> {
  const tenantId = ctx.tenant.id;
  const { number, approval, purpose, note, locale, issuedAt, changes } = issue;
  const { pdf, xlsx } = issue.documents;
  return ctx.transaction(async (tx) => {
    // Held: of two who issue at once, the second finds it issued.
    const estimate = await lockEstimate(tx, tenantId, id);
    const now = await issuable(tx, tenantId, id);
    if (now.approval.id !== approval.id || now.number !== number)
      throw new Conflict("issued_meanwhile", problemText("issuing.issuedMeanwhile"));
    const [revision] = await tx
      .insert(estimateRevisions)
      .values({
        tenantId,
        estimateId: id,
        snapshotId: approval.id,
        number,
        purpose,
        note,
        locale,
        issuedBy: actor(ctx),
        issuedAt,
        pdfKey: pdf.key,
        pdfSha256: pdf.sha256,
        pdfSize: pdf.size,
        xlsxKey: xlsx.key,
        xlsxSha256: xlsx.sha256,
        xlsxSize: xlsx.size,
        changes,
      })
      .returning();
    if (!revision) throw new Error("The revision was not stored");
    await audit(
      ctx,
      tx,
      "revision.issued",
      { type: "estimate", id },
      {
        revision_id: revision.id,
        revision: revisionLetters(number),
        purpose,
        snapshot_sha256: approval.sha256,
        pdf_sha256: pdf.sha256,
        xlsx_sha256: xlsx.sha256,
      },
    );
    await tell(ctx, tx, estimate, approval, number);
    await emit(tx, {
      name: "estimate/issued",
      data: { tenant_id: tenantId, estimate_id: id, revision_id: revision.id },
    });
    const [view] = await presentRevisions(tx, tenantId, [{ revision, snapshot: approval }], number);
    if (!view) throw new Error(`Revision ${revision.id} cannot be shown`);
    return view;
  });
}

/** The approval that is not issued yet, and the number that it gets. */
async function issuable(
  tx: Transaction,
  tenantId: string,
  id: string,
): Promise<{ approval: SnapshotRow; number: number }> {
  const steps = await stepsOf(tx, tenantId, id);
  if (steps[0]?.state !== "approved") throw new Conflict("not_approved", problemText("issuing.approveFirst"));
  const approval = await approvedSnapshot(tx, tenantId, id);
  if (!approval)
    throw new Conflict("approval_without_snapshot", problemText("issuing.approvedWithoutSnapshot"));
  const last = await lastNumber(tx, tenantId, id);
  const [issued] = await tx
    .select({ id: estimateRevisions.id, number: estimateRevisions.number })
    .from(estimateRevisions)
    .where(and(eq(estimateRevisions.tenantId, tenantId), eq(estimateRevisions.snapshotId, approval.id)));
  if (issued) {
    const revision = revisionLetters(issued.number);
    throw new Conflict("already_issued", problemText("issuing.alreadyIssued", { revision }), {
      revision_id: issued.id,
      revision,
    });
  }
  return { approval, number: last + 1 };
}

async function localeOf({ principal, tenant }: Ctx, tx: Transaction): Promise<Locale> {
  const own = principal.kind === "user" ? principal.locale : null;
  return own ?? settingsLocale(tx, tenant.id);
}

/** Who asked for the review, and who approved it. */
async function tell(
  ctx: Ctx,
  tx: Transaction,
  estimate: EstimateRow,
  approval: SnapshotRow,
  number: number,
): Promise<void> {
  const asker = askerOf(await stepsOf(tx, estimate.tenantId, estimate.id));
  const concerned = [asker ?? "", approval.approvedBy].flatMap((who) => memberOf(who) ?? []);
  const me = userId(ctx);
  await notify(tx, {
    tenantId: estimate.tenantId,
    kind: "revision_issued",
    to: (await whoSees(tx, estimate, concerned)).filter((member) => member !== me),
    cause: `issued:${estimate.id}:${number}`,
    estimateId: estimate.id,
    ...(me ? { memberId: me } : {}),
    data: { revision: number },
  });
}
