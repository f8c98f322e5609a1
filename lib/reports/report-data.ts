import { and, eq } from "drizzle-orm";
import { billingAccounts } from "#db/schema/billing.ts";
import { fileAnalyses, files } from "#db/schema/files.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import type { Catalogue, PriceRow } from "#lib/catalogue/types.ts";
import {
  type EstimateLineRow,
  type EstimateRow,
  findEstimate,
  linesOf,
} from "#lib/estimates/measured-model.ts";
import { BUILT_IN, effectiveBook } from "#lib/price-books/effective-book.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { type KnownLine, knownLines } from "#lib/uncertainty/known-lines.ts";
import { type ReportCorrection, reportCorrections } from "./corrections.ts";
import { mustBeComplete } from "./find-estimate.ts";

/** All that a document of an estimate says, but for the single elements. */
export interface Report {
  estimate: EstimateRow;
  lines: EstimateLineRow[];
  /** As the version stands now; a document shows a rate of it only where it gives the estimate's own amount. */
  book: ReportBook;
  /** What the simulation of the totals takes; null in what was approved before it was kept. */
  known: KnownLine[] | null;
  /** What people said against the model; empty in what was approved before it was kept. */
  corrections: ReportCorrection[];
  model: ModelFacts | null;
  organisation: {
    name: string;
    units: "metric" | "imperial";
    /** ISO 3166, of its billing account. */
    country: string | null;
    color: string | null;
    logoKey: string | null;
  };
  /** Of a document that is issued: under which revision, and whose signature it has. */
  issue?: IssueFacts;
}

/** What documents read of a price book and its catalogue. */
export interface ReportBook {
  prices: { rows: ReadonlyMap<string, PriceRow> };
  catalogue: Catalogue;
}

export interface IssueFacts {
  /** "A", "B", … */
  revision: string;
  purpose: string;
  note: string;
  issuedAt: Date;
  signer: { name: string; title: string };
  approvedAt: Date;
  /** Of the snapshot that the document is made of, in hex. */
  sha256: string;
  /** Where anybody learns whether it was issued. */
  verifyUrl: string;
}

export interface ModelFacts {
  fileId: string;
  filename: string;
  format: string;
  /** Bytes, and their SHA-256 in hex. */
  size: number;
  sha256: string | null;
  schema: string;
  application: string | null;
  projectName: string | null;
  /** The run that the elements are of. */
  runId: string;
  elementCount: number;
  warnings: string[];
}

/** Throws `NotFound` (`estimate_not_found`), `Conflict` (`estimate_not_ready`). */
export async function readReport(ctx: Ctx, estimateId: string): Promise<Report> {
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const estimate = await findEstimate(tx, tenantId, estimateId);
    mustBeComplete(estimate);
    const [model] =
      estimate.fileId === null
        ? []
        : await tx
            .select({
              fileId: files.id,
              filename: files.filename,
              format: files.format,
              size: files.size,
              sha256: files.sha256,
              schema: fileAnalyses.schema,
              application: fileAnalyses.application,
              projectName: fileAnalyses.projectName,
              runId: fileAnalyses.runId,
              elementCount: fileAnalyses.elementCount,
              warnings: fileAnalyses.warnings,
            })
            .from(files)
            .innerJoin(
              fileAnalyses,
              and(eq(fileAnalyses.tenantId, files.tenantId), eq(fileAnalyses.fileId, files.id)),
            )
            .where(and(eq(files.tenantId, tenantId), eq(files.id, estimate.fileId)));
    const [settings] = await tx
      .select({ units: tenantSettings.units, branding: tenantSettings.customBranding })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, tenantId));
    const [account] = await tx
      .select({ country: billingAccounts.country })
      .from(billingAccounts)
      .where(eq(billingAccounts.tenantId, tenantId));
    const lines = await linesOf(tx, tenantId, estimate.id);
    return {
      estimate,
      lines,
      known: await knownLines(tx, estimate, lines),
      book: await effectiveBook(tx, tenantId, estimate.priceBookId ?? BUILT_IN),
      corrections: model ? await reportCorrections(tx, { tenantId, fileId: model.fileId }) : [],
      model: model ?? null,
      organisation: {
        name: ctx.tenant.name,
        units: settings?.units ?? "metric",
        country: account?.country ?? null,
        color: settings?.branding.color ?? null,
        logoKey: settings?.branding.logoKey ?? null,
      },
    };
  });
}
