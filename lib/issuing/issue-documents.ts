import { randomUUID } from "node:crypto";
import type { Locale } from "#lib/i18n/locales.ts";
import { XLSX } from "#lib/reports/export-estimate.ts";
import { reportPdf } from "#lib/reports/pdf/report-pdf.ts";
import type { IssueFacts, Report } from "#lib/reports/report-data.ts";
import { told } from "#lib/reports/told.ts";
import { reportWords } from "#lib/reports/words/report-words.ts";
import { estimateWorkbook } from "#lib/reports/xlsx/estimate-workbook.ts";
import { objectStores } from "#lib/storage/index.ts";
import { issuedKey } from "#lib/storage/keys.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import type { IssuedFormat } from "./views.ts";

export interface IssuedDocument {
  key: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Draws the documents of a snapshot and stores them: what is given out from then on are these bytes. */
export async function storeDocuments(
  ctx: Ctx,
  of: { estimateId: string; snapshotId: string },
  snapshot: Report,
  issue: IssueFacts,
  locale: Locale,
): Promise<Record<IssuedFormat, IssuedDocument>> {
  const report = told({ ...snapshot, issue }, locale);
  const attemptId = randomUUID();
  const store = async (format: IssuedFormat, contentType: string, body: AsyncIterable<Uint8Array>) => {
    const key = issuedKey({ tenantId: ctx.tenant.id, ...of }, attemptId, format);
    const { sha256, size } = await objectStores().files.putStream(key, body, {
      contentType,
      metadata: { tenant: ctx.tenant.id },
      ifAbsent: true,
    });
    return { key, sha256, size };
  };
  // One after the other: each may be large.
  const pdf = await store("pdf", "application/pdf", await reportPdf(ctx, report, locale));
  const xlsx = await store("xlsx", XLSX, estimateWorkbook(ctx, report, reportWords(locale)));
  return { pdf, xlsx };
}

/** Takes back what nothing came to refer to. */
export async function dropDocuments(documents: Record<IssuedFormat, IssuedDocument>): Promise<void> {
  for (const { key } of Object.values(documents)) await objectStores().files.purge(key);
}
