import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { FILE_STATUSES, STORAGE_TIERS } from "#db/schema/files.ts";
import { modelComparisons } from "#db/schema/versions.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findPair, type Pair } from "./find-pair.ts";
import { versionRow } from "./series.ts";
import { CHANGED_FIELDS, type ComparisonSummary, type GroupSums } from "./types.ts";

const VersionFile = z.object({
  file_id: z.string(),
  filename: z.string(),
  /** Null: it is the only one of its model. */
  number: z.number().nullable(),
  status: z.enum(FILE_STATUSES),
  storage_tier: z.enum(STORAGE_TIERS),
});

const Counts = { added: z.number(), removed: z.number(), changed: z.number(), unchanged: z.number() };
/** Newer less before, SI. */
const Quantities = {
  length_m: z.number(),
  area_m2: z.number(),
  volume_m3: z.number(),
  weight_kg: z.number(),
};
const Sums = z.object({
  /** Null: in no storey. */
  name: z.string().nullable(),
  ...Counts,
  ...Quantities,
  /** At the newer estimate's terms on both sides; null without two estimates. */
  cost: z.string().nullable(),
  carbon_kg: z.number().nullable(),
});

const money = z.string();

/**
 * A version against the one before. Amounts come in two steps: from `before` to `before_at_terms` by prices, rates, place
 * and factors (`due_to_terms`), from there to `after` by the model (`due_to_model`). Both add up to `difference` exactly.
 */
export const ChangesView = z.object({
  /**
   * `first`: there is no earlier version; `waiting`: one of the two is being processed; `failed`: one of them has no
   * take-off; `due`: the two have not been compared as they are now (POST compares them); `ready`.
   */
  state: z.enum(["first", "waiting", "failed", "due", "ready"]),
  file: VersionFile,
  base: VersionFile.nullable(),
  summary: z
    .object({
      compared_at: z.string(),
      rows: z.number(),
      counts: z.object(Counts),
      matched_by: z.object({ global_id: z.number(), place: z.number(), likeness: z.number() }),
      fields: z.record(z.enum(CHANGED_FIELDS), z.number()),
      storeys: z.array(
        z.object({
          kind: z.enum(["added", "removed", "renamed"]),
          from: z.string().nullable(),
          to: z.string().nullable(),
        }),
      ),
      quantities: z.object(Quantities),
      /** Likely, of both estimates. `before`, `due_to_terms` and `difference` are null where `base_currency` is another. */
      cost: z
        .object({
          currency: z.string(),
          base_currency: z.string(),
          before: money.nullable(),
          before_at_terms: money,
          after: money,
          due_to_terms: money.nullable(),
          due_to_model: money,
          difference: money.nullable(),
        })
        .nullable(),
      /** A1–A3, exact to the gram. */
      carbon: z
        .object({
          before_kg: z.number(),
          before_at_terms_kg: z.number(),
          after_kg: z.number(),
          due_to_terms_kg: z.number(),
          due_to_model_kg: z.number(),
          difference_kg: z.number(),
        })
        .nullable(),
      /** Versions of the price books; both sides are priced by the newer one's. */
      price_book: z.string().nullable(),
      base_price_book: z.string().nullable(),
      by_class: z.array(Sums),
      by_storey: z.array(Sums),
    })
    .nullable(),
});

type Kept = Pick<typeof modelComparisons.$inferSelect, "summary" | "rows" | "createdAt">;

/** What a version of a model changed of the one before it, as a whole. Throws `NotFound`. */
export async function readChanges(ctx: Ctx, fileId: string): Promise<z.input<typeof ChangesView>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const found = await findPair(tx, tenantId, fileId);
    if (found.state === "there") return presentChanges(found.pair, await changesOf(tx, found.pair));
    const file = await findFile(tx, fileId);
    const version = await versionRow(tx, tenantId, fileId);
    return {
      state: found.state,
      file: present(file, version?.number ?? null),
      base: found.state === "first" ? null : present(found.base.file, found.base.number),
      summary: null,
    };
  });
}

/** The comparison of a pair as it is now; null: it has not been made. */
export async function changesOf(tx: Transaction, { newer, madeOf }: Pair): Promise<Kept | null> {
  const [kept] = await tx
    .select({
      summary: modelComparisons.summary,
      rows: modelComparisons.rows,
      createdAt: modelComparisons.createdAt,
    })
    .from(modelComparisons)
    .where(
      and(
        eq(modelComparisons.tenantId, newer.file.tenantId),
        eq(modelComparisons.fileId, newer.file.id),
        eq(modelComparisons.madeOf, madeOf),
      ),
    );
  return kept ?? null;
}

export function presentChanges({ newer, base }: Pair, kept: Kept | null): z.input<typeof ChangesView> {
  return {
    state: kept ? "ready" : "due",
    file: present(newer.file, newer.number),
    base: present(base.file, base.number),
    summary: kept && {
      compared_at: kept.createdAt.toISOString(),
      rows: kept.rows,
      ...presentSummary(kept.summary),
    },
  };
}

const present = (file: FileRow, number: number | null): z.input<typeof VersionFile> => ({
  file_id: file.id,
  filename: file.filename,
  number,
  status: file.status,
  storage_tier: file.storageTier,
});

function presentSummary(summary: ComparisonSummary) {
  const { cost, carbon } = summary;
  const money = (minor: number) => minorToDecimal(minor, cost?.minorDigits ?? 0);
  const group = ({ costMinor, carbonG, lengthM, areaM2, volumeM3, weightKg, ...counted }: GroupSums) => ({
    ...counted,
    length_m: lengthM,
    area_m2: areaM2,
    volume_m3: volumeM3,
    weight_kg: weightKg,
    cost: cost && money(costMinor),
    carbon_kg: carbon && carbonG / 1000,
  });
  const { lengthM, areaM2, volumeM3, weightKg } = summary.sums;
  return {
    counts: summary.counts,
    matched_by: summary.matchedBy,
    fields: summary.fields,
    storeys: summary.storeys,
    quantities: { length_m: lengthM, area_m2: areaM2, volume_m3: volumeM3, weight_kg: weightKg },
    cost: cost && {
      currency: cost.currency,
      base_currency: cost.baseCurrency,
      before: cost.before === null ? null : money(cost.before),
      before_at_terms: money(cost.beforeAtTerms),
      after: money(cost.after),
      due_to_terms: cost.before === null ? null : money(cost.beforeAtTerms - cost.before),
      due_to_model: money(cost.after - cost.beforeAtTerms),
      difference: cost.before === null ? null : money(cost.after - cost.before),
    },
    carbon: carbon && {
      before_kg: carbon.before / 1000,
      before_at_terms_kg: carbon.beforeAtTerms / 1000,
      after_kg: carbon.after / 1000,
      due_to_terms_kg: (carbon.beforeAtTerms - carbon.before) / 1000,
      due_to_model_kg: (carbon.after - carbon.beforeAtTerms) / 1000,
      difference_kg: (carbon.after - carbon.before) / 1000,
    },
    price_book: summary.priceBookVersion,
    base_price_book: summary.basePriceBookVersion,
    by_class: summary.byClass.map(group),
    by_storey: summary.byStorey.map(group),
  };
}
