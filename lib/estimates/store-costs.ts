import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import {
  type ChosenTerms,
  costEstimateLines,
  costEstimates,
  type EstimateInput,
} from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { codesOf } from "#lib/catalogue/codes.ts";
import type { Catalogue } from "#lib/catalogue/types.ts";
import type { CostEstimate, CostLine } from "#lib/processing/costs/types.ts";
import type { MeasuredLine, MeasuredModel } from "#lib/processing/materials/types.ts";
import { reopenRecalculated } from "#lib/review/reopen-recalculated.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";
import type { Terms } from "./terms.ts";

/** What an estimate is of. */
export interface EstimateHead {
  fileId: string | null;
  name: string;
  description: string;
  input: EstimateInput | null;
  floorAreaM2: number | null;
  storeys: string[];
  chosen: ChosenTerms;
}

/**
 * Writes a priced bill as an estimate, lines and all, and returns its id; the carbon account follows. The estimate of
 * `estimateId`, or of the head's file, is written over and keeps its id; without one it is a new one. One that was
 * approved is a draft again.
 */
export async function storeCosts(
  ctx: Ctx,
  tx: Transaction,
  estimate: {
    estimateId?: string;
    /** Of a new one by hand; a file's stands in its file's project. */
    projectId?: string | null;
    head: EstimateHead;
    model: MeasuredModel;
    costs: CostEstimate;
    terms: Terms;
  },
): Promise<string> {
  const tenantId = ctx.tenant.id;
  const values = rowOf(estimate);
  const id =
    (await overwrite(tx, tenantId, estimate, values)) ??
    (await insert(ctx, tx, values, await projectOf(tx, tenantId, estimate)));
  await tx
    .delete(costEstimateLines)
    .where(and(eq(costEstimateLines.tenantId, tenantId), eq(costEstimateLines.estimateId, id)));
  await insertLines(tx, { tenantId, estimateId: id }, estimate);
  await reopenRecalculated(ctx, tx, id);
  return id;
}

/**
 * Writes new prices over those of an estimate whose bill stays as it is: its lines are not written anew, and with them not
 * the elements behind each. The carbon account follows. One that was approved is a draft again.
 */
export async function storePrices(
  ctx: Ctx,
  tx: Transaction,
  estimate: Estimate & { estimateId: string },
): Promise<void> {
  const tenantId = ctx.tenant.id;
  await overwrite(tx, tenantId, estimate, rowOf(estimate));
  const priced = new Map(estimate.costs.lines.map((line) => [line.key, line]));
  const lines = estimate.model.lines.map(({ key }) => ({ key, ...costColumns(priced.get(key)) }));
  // One statement for all lines; what has lost its price has none.
  await tx.execute(sql`
    update cost_estimate_lines l
    set unit_rate = c."unitRate", base_rate = c."baseRate", build_up = c."buildUp", low_minor = c."lowMinor",
      likely_minor = c."likelyMinor", high_minor = c."highMinor", cost_by_storey = c."costByStorey",
      price_book = c."priceBook", price_source = c."priceSource", placeholder = c.placeholder
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as c(key text, "unitRate" numeric, "baseRate" numeric, "buildUp" jsonb, "lowMinor" bigint, "likelyMinor" bigint,
        "highMinor" bigint, "costByStorey" jsonb, "priceBook" text, "priceSource" text, placeholder boolean)
    where l.tenant_id = ${tenantId} and l.estimate_id = ${estimate.estimateId} and l.key = c.key`);
  await reopenRecalculated(ctx, tx, estimate.estimateId);
}

type Estimate = Parameters<typeof storeCosts>[2];
type Values = ReturnType<typeof rowOf>;

function rowOf({ head, model, costs, terms }: Estimate) {
  return {
    ...head,
    status: "calculating" as const,
    pricedAt: new Date(),
    location: terms.location,
    locationMatch: costs.location,
    laborRate: costs.laborRate,
    equipmentRate: costs.equipmentRate,
    currency: costs.currency,
    minorDigits: costs.minorDigits,
    priceBookId: terms.book.id,
    priceBookVersion: terms.book.priceVersion,
    factorVersion: terms.book.factorVersion,
    books: costs.books,
    ...costs.totals,
    a1a3G: null,
    a4G: null,
    a5G: null,
    biogenicG: null,
    massKg: null,
    missingCarbon: null,
    carbonCoverage: null,
    elements: model.elements,
    volumeM3: model.volumeM3,
    unmeasured: model.unmeasured,
    unpriced: costs.unpriced.map(({ elementIds, ...item }) => ({ ...item, elements: elementIds.length })),
    costCoverage: costs.coverage,
    placeholderPrices: costs.placeholderPrices,
  };
}

async function overwrite(
  tx: Transaction,
  tenantId: string,
  { estimateId, head }: Estimate,
  values: Values,
): Promise<string | undefined> {
  if (!estimateId && !head.fileId) return undefined;
  const which = estimateId ? eq(costEstimates.id, estimateId) : eq(costEstimates.fileId, head.fileId ?? "");
  const [row] = await tx
    .update(costEstimates)
    .set(values)
    .where(and(eq(costEstimates.tenantId, tenantId), which))
    .returning({ id: costEstimates.id });
  return row?.id;
}

/** The file is held until the transaction ends: who moves it meanwhile waits, and then takes the estimate along. */
async function projectOf(tx: Transaction, tenantId: string, { head, projectId }: Estimate) {
  if (!head.fileId) return projectId ?? null;
  const [file] = await tx
    .select({ projectId: files.projectId })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), eq(files.id, head.fileId)))
    .for("share");
  return file?.projectId ?? null;
}

async function insert(ctx: Ctx, tx: Transaction, values: Values, projectId: string | null): Promise<string> {
  const [row] = await tx
    .insert(costEstimates)
    .values({ ...values, projectId, tenantId: ctx.tenant.id, createdBy: actor(ctx) })
    .returning({ id: costEstimates.id });
  if (!row) throw new Error("The estimate was not stored");
  return row.id;
}

const ROWS_PER_INSERT = 500;

async function insertLines(
  tx: Transaction,
  key: { tenantId: string; estimateId: string },
  { model, costs, terms }: Estimate,
): Promise<void> {
  const priced = new Map(costs.lines.map((line) => [line.key, line]));
  const rows = model.lines.map((line, position) => ({
    ...key,
    position,
    ...measuredColumns(line, terms.book.catalogue),
    ...costColumns(priced.get(line.key)),
  }));
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
    await tx.insert(costEstimateLines).values(rows.slice(from, from + ROWS_PER_INSERT));
}

function measuredColumns(line: MeasuredLine, catalogue: Catalogue) {
  const { elementIds, ...measured } = line;
  const entry = catalogue.get(line.catalogueId);
  return {
    ...measured,
    name: entry?.name ?? line.catalogueId,
    elements: elementIds,
    ...(entry ? codesOf(entry, line.ifcClass, line.din276) : {}),
  };
}

function costColumns(line: CostLine | undefined) {
  if (!line) return {};
  const {
    unitRate,
    baseRate,
    buildUp,
    lowMinor,
    likelyMinor,
    highMinor,
    byStorey,
    bookId,
    source,
    placeholder,
  } = line;
  return {
    unitRate,
    baseRate,
    buildUp,
    lowMinor,
    likelyMinor,
    highMinor,
    costByStorey: byStorey,
    priceBook: bookId,
    priceSource: source,
    placeholder,
  };
}
