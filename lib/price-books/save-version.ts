import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { epdChoices } from "#db/schema/epds.ts";
import {
  carbonFactors,
  locationFactors,
  priceBookEntries,
  priceBookItems,
  priceBooks,
} from "#db/schema/price-books.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { requireCountable } from "#lib/epd/require-countable.ts";
import { type Ctx, userId } from "#lib/tenancy/context.ts";
import type { PriceBookRow } from "./effective-book.ts";
import type { OwnBook, OwnPrice, OwnRow } from "./own-row.ts";

/** Writes the next version of the tenant's price book, whole, and makes it the active one when asked. */
export async function saveVersion(
  ctx: Ctx,
  tx: Transaction,
  version: {
    name: string;
    currency: string;
    origin: "import" | "edit";
    activate: boolean;
    own: OwnBook;
    detail: Record<string, unknown>;
  },
): Promise<PriceBookRow> {
  const tenantId = ctx.tenant.id;
  requireCountable(version.own.rows);
  // Held until the end: versions are numbered one after the other.
  await tx
    .select({ id: tenantSettings.tenantId })
    .from(tenantSettings)
    .where(eq(tenantSettings.tenantId, tenantId))
    .for("update");
  const [last] = await tx
    .select({ version: sql<number>`coalesce(max(${priceBooks.version}), 0)` })
    .from(priceBooks)
    .where(eq(priceBooks.tenantId, tenantId));
  if (version.activate) await deactivateAll(tx, tenantId);
  const [book] = await tx
    .insert(priceBooks)
    .values({
      tenantId,
      version: (last?.version ?? 0) + 1,
      name: version.name,
      currency: version.currency,
      origin: version.origin,
      isActive: version.activate,
      createdBy: userId(ctx),
    })
    .returning();
  if (!book) throw new Error("The price book was not stored");
  await insertOwn(tx, { tenantId, priceBookId: book.id }, version.own);
  await audit(
    ctx,
    tx,
    "price_book.created",
    { type: "price_book", id: book.id },
    {
      version: book.version,
      origin: version.origin,
      rows: version.own.rows.length,
      locations: version.own.locations.length,
      active: version.activate,
      ...version.detail,
    },
  );
  return book;
}

/** Afterwards the built-in book is the active one. Returns the number of the version that was. */
export async function deactivateAll(tx: Transaction, tenantId: string): Promise<number | null> {
  const [before] = await tx
    .update(priceBooks)
    .set({ isActive: false })
    .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.isActive, true)))
    .returning({ version: priceBooks.version });
  return before?.version ?? null;
}

async function insertOwn(
  tx: Transaction,
  key: { tenantId: string; priceBookId: string },
  { rows, locations }: OwnBook,
): Promise<void> {
  const prices = rows.flatMap(({ catalogueId, price }) =>
    price ? [{ ...key, catalogueId, ...priceColumns(price) }] : [],
  );
  const factors = rows.flatMap(({ catalogueId, factor }) =>
    factor
      ? [
          {
            ...key,
            catalogueId,
            a1a3KgPerKg: factor.a1_a3_kg_per_kg,
            module: factor.module,
            quality: factor.quality,
            source: factor.source,
            biogenicKgPerKg: factor.biogenic_kg_per_kg,
          },
        ]
      : [],
  );
  const entries = rows
    .filter(({ entry, mass, siteWaste, aliases }) => entry ?? mass ?? siteWaste ?? aliases[0])
    .map((row) => ({ ...key, catalogueId: row.catalogueId, ...entryColumns(row) }));
  const choices = rows.flatMap(({ catalogueId, epd }) =>
    epd ? [{ ...key, catalogueId, epdId: epd.epd.id, kind: epd.kind, scenario: epd.scenario }] : [],
  );
  for (const part of inParts(choices)) await tx.insert(epdChoices).values(part);
  for (const part of inParts(prices)) await tx.insert(priceBookItems).values(part);
  for (const part of inParts(factors)) await tx.insert(carbonFactors).values(part);
  for (const part of inParts(entries)) await tx.insert(priceBookEntries).values(part);
  for (const part of inParts(locations))
    await tx.insert(locationFactors).values(part.map((location) => ({ ...key, ...location })));
}

/** PostgreSQL takes 65 535 parameters a statement, and an entry has 16 of them. */
const ROWS_AN_INSERT = 1000;

function inParts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AN_INSERT) }, (_, part) =>
    rows.slice(part * ROWS_AN_INSERT, (part + 1) * ROWS_AN_INSERT),
  );
}

function priceColumns(price: OwnPrice) {
  return {
    unit: price.unit,
    materialPrice: price.material_price,
    labourHours: price.labour_hours,
    equipmentHours: price.equipment_hours,
    wasteAllowance: price.waste_allowance,
    lowFactor: price.low_factor,
    highFactor: price.high_factor,
    source: price.source,
    placeholder: price.placeholder,
    pricedOn: price.priced_on,
  };
}

function entryColumns({ entry, mass, siteWaste, aliases }: OwnRow) {
  return {
    name: entry?.name ?? null,
    unit: entry?.unit ?? null,
    class: entry?.class ?? null,
    wholeProduct: entry?.whole_product ?? false,
    masterFormat: entry?.master_format ?? null,
    uniFormat: entry?.uni_format ?? null,
    densityKgM3: mass?.density_kg_m3 ?? null,
    thicknessM: mass?.thickness_m ?? null,
    massPerUnitKg: mass?.mass_per_unit_kg ?? null,
    massSource: mass?.source ?? null,
    wasteRate: siteWaste?.rate ?? null,
    wasteSource: siteWaste?.source ?? null,
    aliases,
  };
}
