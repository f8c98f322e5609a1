import type { Readable } from "node:stream";
import type { Ctx } from "#lib/tenancy/context.ts";
import type { Report } from "../report-data.ts";
import type { ReportWords } from "../words/report-words.ts";
import { basisSheet } from "./basis.ts";
import { breakdown } from "./breakdown.ts";
import { carbonSheet } from "./carbon.ts";
import { correctionsSheet } from "./corrections.ts";
import { elementSheets } from "./elements.ts";
import { issueSheet } from "./issue.ts";
import { lineItems } from "./line-items.ts";
import { missingSheet } from "./missing.ts";
import { planOf } from "./plan.ts";
import { splitSheet } from "./split.ts";
import { summary } from "./summary.ts";
import { uncertaintySheet } from "./uncertainty.ts";
import { declaredSheet, wholeLifeSheet } from "./whole-life.ts";
import { workbookStream } from "./workbook.ts";

/** An estimate as a workbook that calculates it again: change a rate, and every total follows. */
export function estimateWorkbook(ctx: Ctx, report: Report, t: ReportWords): Readable {
  const plan = planOf(t, report);
  return workbookStream(
    [
      summary(plan),
      lineItems(plan),
      carbonSheet(plan),
      breakdown(plan),
      splitSheet(plan),
      // What is issued is what was approved, and that is without the single elements: they are the model's, named by its hash.
      ...(report.issue ? [] : elementSheets(ctx, plan)),
      basisSheet(plan),
      missingSheet(plan),
      ...(report.corrections.length > 0 ? [correctionsSheet(plan)] : []),
      ...(report.known ? [uncertaintySheet(plan, report.known)] : []),
      wholeLifeSheet(plan),
      declaredSheet(plan),
      ...(report.issue ? [issueSheet(plan, report.issue)] : []),
    ],
    {
      title: report.estimate.name,
      author: report.organisation.name,
      at: report.estimate.pricedAt,
      minorDigits: report.estimate.minorDigits,
    },
  );
}
