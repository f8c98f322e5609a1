import { and, asc, eq } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client.ts";
import { epdChoices, epds } from "#db/schema/epds.ts";
import { carbonFactors, locationFactors, priceBookEntries, priceBookItems } from "#db/schema/price-books.ts";
import {
  emptyRow,
  type OwnBook,
  type OwnEntry,
  type OwnMass,
  type OwnPrice,
  type OwnRow,
  type OwnSiteWaste,
} from "./own-row.ts";

/** What a version holds of its own: rows by catalogue id, places by name. */
export async function readOwnBook(tx: Transaction, tenantId: string, bookId: string): Promise<OwnBook> {
  const ofBook = (table: { tenantId: AnyPgColumn; priceBookId: AnyPgColumn }) =>
    and(eq(table.tenantId, tenantId), eq(table.priceBookId, bookId));
  const entries = await tx.select().from(priceBookEntries).where(ofBook(priceBookEntries));
  const prices = await tx.select().from(priceBookItems).where(ofBook(priceBookItems));
  const factors = await tx.select().from(carbonFactors).where(ofBook(carbonFactors));
  const choices = await tx
    .select({ choice: epdChoices, epd: epds })
    .from(epdChoices)
    .innerJoin(epds, and(eq(epds.tenantId, epdChoices.tenantId), eq(epds.id, epdChoices.epdId)))
    .where(ofBook(epdChoices));
  const locations = await tx
    .select()
    .from(locationFactors)
    .where(ofBook(locationFactors))
    .orderBy(asc(locationFactors.name));
  const rows = new Map<string, OwnRow>();
  const add = (catalogueId: string, values: Partial<OwnRow>) =>
    rows.set(catalogueId, { ...(rows.get(catalogueId) ?? emptyRow(catalogueId)), ...values });
  for (const row of entries)
    add(row.catalogueId, {
      entry: ownEntry(row),
      mass: ownMass(row),
      siteWaste: ownSiteWaste(row),
      aliases: row.aliases,
    });
  for (const row of prices) add(row.catalogueId, { price: ownPrice(row) });
  for (const { catalogueId, a1a3KgPerKg, module, quality, source, biogenicKgPerKg } of factors)
    add(catalogueId, {
      factor: {
        a1_a3_kg_per_kg: a1a3KgPerKg,
        module,
        quality,
        source,
        biogenic_kg_per_kg: biogenicKgPerKg,
      },
    });
  for (const { choice, epd } of choices)
    add(choice.catalogueId, { epd: { epd, kind: choice.kind, scenario: choice.scenario } });
  return {
    rows: [...rows.values()].sort((a, b) => a.catalogueId.localeCompare(b.catalogueId, "en")),
    locations: locations.map(({ name, aliases, factor, source, placeholder }) => ({
      name,
      aliases,
      factor,
      source,
      placeholder,
    })),
  };
}

type EntryRow = typeof priceBookEntries.$inferSelect;

function ownEntry(row: EntryRow): OwnEntry | null {
  if (row.name === null || row.unit === null || row.class === null) return null;
  return {
    name: row.name,
    unit: row.unit,
    class: row.class,
    whole_product: row.wholeProduct,
    master_format: row.masterFormat,
    uni_format: row.uniFormat,
  };
}

function ownMass(row: EntryRow): OwnMass | null {
  if (row.massSource === null) return null;
  return {
    density_kg_m3: row.densityKgM3,
    thickness_m: row.thicknessM,
    mass_per_unit_kg: row.massPerUnitKg,
    source: row.massSource,
  };
}

function ownSiteWaste({ wasteRate, wasteSource }: EntryRow): OwnSiteWaste | null {
  return wasteRate === null || wasteSource === null ? null : { rate: wasteRate, source: wasteSource };
}

function ownPrice(row: typeof priceBookItems.$inferSelect): OwnPrice {
  return {
    unit: row.unit,
    material_price: row.materialPrice,
    labour_hours: row.labourHours,
    equipment_hours: row.equipmentHours,
    waste_allowance: row.wasteAllowance,
    low_factor: row.lowFactor,
    high_factor: row.highFactor,
    source: row.source,
    placeholder: row.placeholder,
    priced_on: row.pricedOn,
  };
}
