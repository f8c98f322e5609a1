import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { modelComparisons } from "#db/schema/versions.ts";
import { linesOf } from "#lib/estimates/measured-model.ts";
import { type ElementShares, shareByElement } from "#lib/estimates/share-by-element.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Amounts, type ChangeRow, difference, type ElementAmounts } from "./difference.ts";
import { type Pair, type PairSide, requirePair } from "./find-pair.ts";
import { type AtTerms, priceAtTerms } from "./price-at-terms.ts";
import { type ChangesView, changesOf, presentChanges } from "./read-changes.ts";
import { readComparedElements } from "./read-model.ts";
import type { ComparisonSummary } from "./types.ts";

/**
 * Compares a version of a model with the one before it and keeps what came out, once for each state of the two: when it
 * is there already, it is answered as it is. While somebody else compares them, the answer's state is `due`. Throws as
 * `requirePair` does.
 */
export async function compareVersions(ctx: Ctx, fileId: string): Promise<z.input<typeof ChangesView>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const pair = await requirePair(tx, tenantId, fileId);
    const known = await changesOf(tx, pair);
    if (known) return presentChanges(pair, known);
    const [lock] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`model comparison ${fileId}`}, 0)) as mine`,
    );
    if (!lock?.mine) return presentChanges(pair, null);
    const { rows, summary } = await compare(tx, tenantId, pair);
    const createdAt = await store(tx, tenantId, pair, rows, summary);
    return presentChanges(pair, { summary, rows: rows.length, createdAt });
  });
}

async function compare(
  tx: Transaction,
  tenantId: string,
  { newer, base }: Pair,
): Promise<{ rows: ChangeRow[]; summary: ComparisonSummary }> {
  const priced = newer.estimate && base.estimate ? { newer: newer.estimate, base: base.estimate } : null;
  const atTerms = priced && (await priceAtTerms(tx, tenantId, priced.base, priced.newer));
  const model = async ({ file, storeys }: PairSide) => ({
    storeys,
    elements: await readComparedElements(tx, tenantId, file.id),
  });
  const amounts = await amountsOf(tx, tenantId, { newer, base }, atTerms);
  const { rows, ...found } = await difference(await model(base), await model(newer), amounts);
  const sameCurrency = priced !== null && priced.newer.currency === priced.base.currency;
  return {
    rows,
    summary: {
      ...found,
      cost: priced &&
        atTerms && {
          before: sameCurrency ? priced.base.likelyMinor : null,
          beforeAtTerms: atTerms.likelyMinor,
          after: priced.newer.likelyMinor,
          currency: priced.newer.currency,
          minorDigits: priced.newer.minorDigits,
          baseCurrency: priced.base.currency,
        },
      carbon: priced &&
        atTerms && {
          before: priced.base.a1a3G ?? 0,
          beforeAtTerms: atTerms.a1a3G,
          after: priced.newer.a1a3G ?? 0,
        },
      priceBookVersion: priced?.newer.priceBookVersion ?? null,
      basePriceBookVersion: priced?.base.priceBookVersion ?? null,
    },
  };
}

const NOTHING: ElementAmounts = { likelyMinor: () => null, carbonG: () => null };

async function amountsOf(
  tx: Transaction,
  tenantId: string,
  { newer, base }: Pick<Pair, "newer" | "base">,
  atTerms: AtTerms | null,
): Promise<Amounts> {
  if (!newer.estimate || !base.estimate || !atTerms)
    return { newer: NOTHING, base: NOTHING, baseAtTerms: NOTHING };
  const own = async (estimate: NonNullable<PairSide["estimate"]>) =>
    elementAmounts(
      await shareByElement(tx, tenantId, { estimate, lines: await linesOf(tx, tenantId, estimate.id) }),
    );
  const before = await own(base.estimate);
  return {
    newer: await own(newer.estimate),
    base:
      base.estimate.currency === newer.estimate.currency ? before : { ...before, likelyMinor: () => null },
    baseAtTerms: elementAmounts(await shareByElement(tx, tenantId, atTerms)),
  };
}

function elementAmounts({ priced, likelyMinor, counted, carbon }: ElementShares): ElementAmounts {
  return {
    likelyMinor: (ordinal) => (priced[ordinal] ? (likelyMinor[ordinal] ?? 0) : null),
    carbonG: (ordinal) => (counted[ordinal] ? (carbon.a1a3G[ordinal] ?? 0) : null),
  };
}

const ROWS_PER_INSERT = 5000;

async function store(
  tx: Transaction,
  tenantId: string,
  { newer, base, madeOf }: Pair,
  rows: readonly ChangeRow[],
  summary: ComparisonSummary,
): Promise<Date> {
  const key = { tenantId, fileId: newer.file.id };
  await tx
    .delete(modelComparisons)
    .where(and(eq(modelComparisons.tenantId, tenantId), eq(modelComparisons.fileId, key.fileId)));
  const createdAt = new Date();
  await tx
    .insert(modelComparisons)
    .values({ ...key, baseFileId: base.file.id, madeOf, rows: rows.length, summary, createdAt });
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
    await insertRows(tx, key, rows.slice(from, from + ROWS_PER_INSERT));
  return createdAt;
}

/** As one parameter: a hundred thousand rows of eighteen would hold the event loop. */
async function insertRows(
  tx: Transaction,
  { tenantId, fileId }: { tenantId: string; fileId: string },
  rows: readonly ChangeRow[],
): Promise<void> {
  await tx.execute(sql`
    insert into model_changes (tenant_id, file_id, position, kind, matched_by, ordinal, base_ordinal, ifc_class, storey,
      changed, moved_m, likely_minor, base_likely_minor, base_at_terms_minor, carbon_g, base_carbon_g, base_at_terms_g)
    select ${tenantId}, ${fileId}, r.position, r.kind, r."matchedBy", r.ordinal, r."baseOrdinal", r."ifcClass", r.storey,
      r.changed, r."movedM", r."likelyMinor", r."baseLikelyMinor", r."baseAtTermsMinor", r."carbonG", r."baseCarbonG",
      r."baseAtTermsG"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      position integer, kind smallint, "matchedBy" text, ordinal integer, "baseOrdinal" integer, "ifcClass" text,
      storey text, changed text[], "movedM" double precision, "likelyMinor" bigint, "baseLikelyMinor" bigint,
      "baseAtTermsMinor" bigint, "carbonG" bigint, "baseCarbonG" bigint, "baseAtTermsG" bigint)`);
}
