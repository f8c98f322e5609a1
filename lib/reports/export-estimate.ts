import type { Readable } from "node:stream";
import type { z } from "zod";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { settingsLocale } from "#lib/tenancy/organisation-locale.ts";
import { declaredCsv, modulesCsv } from "./csv/carbon-csv.ts";
import { correctionsCsv } from "./csv/corrections-csv.ts";
import { elementsCsv, linesCsv } from "./csv/csv.ts";
import { completeEstimateOfFile } from "./find-estimate.ts";
import { writeBack } from "./ifc/write-back.ts";
import { fileStem } from "./names.ts";
import { reportPdf } from "./pdf/report-pdf.ts";
import { type ModelFacts, type Report, readReport } from "./report-data.ts";
import { told } from "./told.ts";
import type { Exported, ExportQuery } from "./views.ts";
import { reportWords } from "./words/report-words.ts";
import { estimateWorkbook } from "./xlsx/estimate-workbook.ts";

type Wanted = z.output<typeof ExportQuery>;

/**
 * An estimate as a document: a workbook, CSV, a report in PDF, or its model with cost and carbon written into it.
 * Throws `NotFound` (`estimate_not_found`), 409 `estimate_not_ready`, `no_model` (of one by hand, or whose file is gone),
 * and for IFC `file_archived`.
 */
export async function exportEstimate(ctx: Ctx, estimateId: string, wanted: Wanted): Promise<Exported> {
  requireRole(ctx, "viewer");
  const exported = await documentOf(ctx, await readReport(ctx, estimateId), wanted);
  return toldExport(ctx, exported, { type: "estimate", id: estimateId }, wanted);
}

async function documentOf(ctx: Ctx, report: Report, wanted: Wanted): Promise<Exported> {
  if (wanted.format === "ifc") return writeBack(ctx, modelOf(report).fileId);
  const locale = wanted.locale ?? (await localeFor(ctx));
  const t = reportWords(locale);
  const stem = fileStem(report.estimate.name);
  const document = (name: string, contentType: string, body: Readable) => ({
    filename: `${stem}${name}`,
    contentType,
    body,
  });
  if (wanted.format === "xlsx")
    return document(".xlsx", XLSX, estimateWorkbook(ctx, told(report, locale), t));
  if (wanted.format === "pdf")
    return document(".pdf", "application/pdf", await reportPdf(ctx, told(report, locale), locale));
  switch (wanted.rows) {
    case "lines":
      return document("-lines.csv", CSV, linesCsv(report));
    case "carbon":
      return document("-carbon.csv", CSV, modulesCsv(report));
    case "epds":
      return document("-epds.csv", CSV, declaredCsv(report));
    case "corrections":
      return document("-corrections.csv", CSV, correctionsCsv(report));
    case "elements":
      return document("-elements.csv", CSV, elementsCsv(ctx, report, modelOf(report)));
  }
}

/** Of a document that was asked for in no language. */
async function localeFor({ principal, tenant, transaction }: Ctx): Promise<Locale> {
  const own = principal.kind === "user" ? principal.locale : null;
  return own ?? transaction((tx) => settingsLocale(tx, tenant.id));
}

/** The same of a file's estimate. Throws `NotFound` (`file_not_found`) too. */
export async function exportFile(ctx: Ctx, fileId: string, wanted: Wanted): Promise<Exported> {
  requireRole(ctx, "viewer");
  if (wanted.format === "ifc")
    return toldExport(ctx, await writeBack(ctx, fileId), { type: "file", id: fileId }, wanted);
  const id = await ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    const { estimate } = await completeEstimateOfFile(tx, ctx.tenant.id, file.id);
    return estimate.id;
  });
  return exportEstimate(ctx, id, wanted);
}

/** Who took figures out of the product, and in which form, is the organisation's to know; untold, none leave. */
async function toldExport(
  ctx: Ctx,
  exported: Exported,
  target: { type: "estimate" | "file"; id: string },
  { format }: Wanted,
): Promise<Exported> {
  try {
    await ctx.transaction((tx) => audit(ctx, tx, `${target.type}.exported`, target, { format }));
    return exported;
  } catch (error) {
    // Nobody will read it.
    exported.body.destroy();
    throw error;
  }
}

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV = "text/csv; charset=utf-8";

function modelOf({ model }: Report): ModelFacts {
  if (model) return model;
  throw new Conflict("no_model", problemText("reports.estimateModelEntered"));
}
