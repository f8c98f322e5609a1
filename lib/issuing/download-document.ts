import { z } from "zod";
import { audit } from "#lib/audit/record.ts";
import { NotFound } from "#lib/errors.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { fileStem } from "#lib/reports/names.ts";
import { type Download, serveObject } from "#lib/storage/serve-object.ts";
import { ObjectNotFound } from "#lib/storage/store.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findRevision, type RevisionRef } from "./find-revision.ts";
import { revisionLetters } from "./revision-letters.ts";
import { ISSUED_FORMATS } from "./views.ts";

export const DocumentQuery = z.object({ format: z.enum(ISSUED_FORMATS) });

/**
 * An issued document, byte for byte as it was issued, whatever has become of the estimate since; told in the audit log. Throws
 * `NotFound` (`estimate_not_found`, `revision_not_found`, `document_missing`).
 */
export async function downloadDocument(
  ctx: Ctx,
  ref: RevisionRef,
  { format }: z.output<typeof DocumentQuery>,
  range: string | null,
): Promise<Download> {
  requireRole(ctx, "viewer");
  const { revision, snapshot } = await ctx.transaction(async (tx) => {
    await findEstimate(tx, ctx.tenant.id, ref.id);
    return findRevision(tx, ctx.tenant.id, ref);
  });
  const letters = revisionLetters(revision.number);
  const filename = `${fileStem(snapshot.name)}-${letters}.${format}`;
  const object =
    format === "pdf"
      ? { key: revision.pdfKey, size: revision.pdfSize }
      : { key: revision.xlsxKey, size: revision.xlsxSize };
  try {
    const download = await serveObject({ ...object, filename }, range);
    // The parts of one download are one.
    if (!range || /^bytes=0-/.test(range))
      await ctx.transaction((tx) =>
        audit(
          ctx,
          tx,
          "revision.downloaded",
          { type: "estimate", id: ref.id },
          { revision_id: revision.id, revision: letters, format },
        ),
      );
    return download;
  } catch (error) {
    if (!(error instanceof ObjectNotFound)) throw error;
    ctx.log.error({ revision: revision.id, format }, "an issued document is missing from the store");
    throw new NotFound("document_missing", problemText("issuing.documentMissing"));
  }
}
