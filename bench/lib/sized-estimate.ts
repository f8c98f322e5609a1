import { randomUUID } from "node:crypto";
import { costEstimateLines } from "#db/schema/estimates.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { completeEstimate } from "#lib/estimates/complete-estimate.ts";
import { storeCosts } from "#lib/estimates/store-costs.ts";
import { termsFor } from "#lib/estimates/terms.ts";
import { estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import { Bill } from "#lib/processing/materials/bill.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Entries in m3 with a density and a price: what the estimate's lines are of. */
export const ENTRIES = [...DEFAULT_CATALOGUE.values()].filter(
  (entry) => entry.unit === "m3" && entry.densityKgM3 && DEFAULT_PRICE_BOOK.rows.has(entry.id),
);
const CLASSES = ["IfcWall", "IfcSlab", "IfcColumn", "IfcBeam", "IfcCovering", "IfcRoof", "IfcFooting"];
const STOREYS = 20;

/** An estimate of so many elements in 20 storeys and 7 classes. One at a time stands in the database: its lines are all there are. */
export async function makeEstimate(ctx: Ctx, elements: number): Promise<string> {
  const bill = new Bill();
  for (let n = 0; n < elements; n++) {
    const entry = ENTRIES[n % ENTRIES.length];
    if (!entry) throw new Error("The catalogue has no entry in m3");
    const volume = decimal(1 + (n % 97) / 100);
    bill.add({
      globalId: String(n),
      ifcClass: CLASSES[n % CLASSES.length] ?? null,
      storey: n % STOREYS,
      materialName: entry.name,
      catalogueId: entry.id,
      din276: null,
      unit: entry.unit,
      quantity: volume,
      massKg: volume.times(entry.densityKgM3 ?? 0),
      volumeM3: volume,
    });
  }
  const model = { ...bill.close(), elements };
  return ctx.transaction(async (tx) => {
    await tx.delete(costEstimateLines);
    const terms = await termsFor(tx, ctx.tenant.id, {});
    const id = await storeCosts(ctx, tx, {
      head: {
        fileId: null,
        name: `Bench ${randomUUID()}`,
        description: "",
        input: null,
        floorAreaM2: 1000,
        storeys: Array.from({ length: STOREYS }, (_, n) => `Storey ${n}`),
        chosen: {},
      },
      model,
      costs: estimateCosts(model, terms.book.catalogue, terms.book.prices, terms.options),
      terms,
    });
    await completeEstimate(tx, ctx.tenant.id, id);
    return id;
  });
}
