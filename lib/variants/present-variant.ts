import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { type Actor, namesOf } from "#lib/audit/actors.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import type { VariantRow } from "./find-variant.ts";
import { presentFigures } from "./present-figures.ts";
import type { VariantView } from "./views.ts";

export async function presentVariant(
  tx: Transaction,
  estimate: EstimateRow,
  row: VariantRow,
): Promise<z.input<typeof VariantView>> {
  return presentIn(estimate, row, await namesOf(tx, row.tenantId, [row.createdBy]));
}

export async function presentVariants(
  tx: Transaction,
  estimate: EstimateRow,
  rows: readonly VariantRow[],
): Promise<z.input<typeof VariantView>[]> {
  const names = await namesOf(
    tx,
    estimate.tenantId,
    rows.map((row) => row.createdBy),
  );
  return rows.map((row) => presentIn(estimate, row, names));
}

function presentIn(
  estimate: EstimateRow,
  row: VariantRow,
  people: ReadonlyMap<string, Actor>,
): z.input<typeof VariantView> {
  const { currency, minorDigits } = row;
  return {
    id: row.id,
    name: row.name,
    changes: row.changes,
    names: namesIn(row),
    ...presentFigures({ ...estimate, currency, minorDigits }, row),
    terms: {
      location: row.location,
      location_factor: row.locationFactor,
      labor_rate: row.laborRate,
      equipment_rate: row.equipmentRate,
    },
    price_book: { version: row.priceBookVersion, factor_version: row.factorVersion },
    lines_changed: row.linesChanged,
    outdated: row.basePricedAt.getTime() !== estimate.pricedAt.getTime(),
    created_by: people.get(row.createdBy)?.name ?? null,
    created_at: row.createdAt.toISOString(),
    calculated_at: row.calculatedAt.toISOString(),
  };
}

/** Of what the changes speak of alone. */
function namesIn({ changes, names }: VariantRow): Record<string, string> {
  const spoken = changes.flatMap((change) => {
    if (change.kind === "terms") return [];
    return change.kind === "swap_material" ? [change.from, change.to] : [change.catalogue_id];
  });
  return Object.fromEntries(spoken.map((id) => [id, entryName(id, names[id] ?? id)]));
}
