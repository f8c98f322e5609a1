import type { Readable } from "node:stream";
import type { z } from "zod";
import { Conflict } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { elementsCsv, linesCsv } from "./csv/csv.ts";
import { completeEstimateOfFile } from "./find-estimate.ts";
import { writeBack } from "./ifc/write-back.ts";
import { fileStem } from "./names.ts";
import { reportPdf } from "./pdf/report-pdf.ts";
import { type ModelFacts, type Report, readReport } from "./report-data.ts";
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
  const report = await readReport(ctx, estimateId);
  if (wanted.format === "ifc") return writeBack(ctx, modelOf(report).fileId);
  const t = reportWords(wanted.locale);
  const stem = fileStem(report.estimate.name);
  const document = (name: string, contentType: string, body: Readable) => ({
    filename: `${stem}${name}`,
    contentType,
    body,
  });
  if (wanted.format === "xlsx") return document(".xlsx", XLSX, estimateWorkbook(ctx, report, t));
  if (wanted.format === "pdf")
    return document(".pdf", "application/pdf", await reportPdf(ctx, report, wanted.locale));
  return wanted.rows === "lines"
    ? document("-lines.csv", CSV, linesCsv(report))
    : document("-elements.csv", CSV, elementsCsv(ctx, report, modelOf(report)));
}

/** The same of a file's estimate. Throws `NotFound` (`file_not_found`) too. */
export async function exportFile(ctx: Ctx, fileId: string, wanted: Wanted): Promise<Exported> {
  requireRole(ctx, "viewer");
  if (wanted.format === "ifc") return writeBack(ctx, fileId);
  const id = await ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    const { estimate } = await completeEstimateOfFile(tx, ctx.tenant.id, file.id);
    return estimate.id;
  });
  return exportEstimate(ctx, id, wanted);
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV = "text/csv; charset=utf-8";

function modelOf({ model }: Report): ModelFacts {
  if (model) return model;
  throw new Conflict(
    "no_model",
    "This estimate has no model: it was entered by hand, or its file has been deleted. Export its lines instead.",
  );
}
