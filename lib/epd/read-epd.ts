import { and, asc, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { epdChoices, epds } from "#db/schema/epds.ts";
import { priceBooks } from "#db/schema/price-books.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findEpd } from "./find-epd.ts";
import { presentEpd } from "./present-epd.ts";
import type { EpdDetail } from "./views.ts";

/** A declaration with all that was declared, its other versions and what it counts for. Throws `NotFound`. */
export async function readEpd(ctx: Ctx, id: string): Promise<z.input<typeof EpdDetail>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const epd = await findEpd(tx, tenantId, id);
    const versions = await tx
      .select({ id: epds.id, version: epds.version })
      .from(epds)
      .where(and(eq(epds.tenantId, tenantId), eq(epds.uuid, epd.uuid)))
      .orderBy(desc(epds.version));
    const { properties } = epd;
    return {
      ...presentEpd(epd),
      names: epd.names,
      registration: epd.registration,
      source_url: epd.sourceUrl,
      format: epd.format,
      properties: {
        mass_kg: properties.massKg,
        gross_density_kg_m3: properties.grossDensity,
        bulk_density_kg_m3: properties.bulkDensity,
        grammage_kg_m2: properties.grammage,
        thickness_m: properties.thickness,
        linear_density_kg_m: properties.linearDensity,
        piece_weight_kg: properties.pieceWeight,
        conversion_to_1_kg: properties.conversionTo1Kg,
        biogenic_carbon_kg: properties.biogenicCarbonKg,
      },
      modules: epd.modules,
      scenarios: epd.scenarios.map(({ name, description, isDefault }) => ({
        name,
        description,
        is_default: isDefault,
      })),
      versions,
      used: await usesOf(tx, tenantId, id),
    };
  });
}

const SHOWN = 200;

/** Entries and versions, the newest first; a built-in entry by its name in the reader's language, an own one by its id. */
export async function usesOf(tx: Transaction, tenantId: string, id: string) {
  const rows = await tx
    .select({ catalogueId: epdChoices.catalogueId, version: priceBooks.version })
    .from(epdChoices)
    .innerJoin(
      priceBooks,
      and(eq(priceBooks.tenantId, epdChoices.tenantId), eq(priceBooks.id, epdChoices.priceBookId)),
    )
    .where(and(eq(epdChoices.tenantId, tenantId), eq(epdChoices.epdId, id)))
    .orderBy(desc(priceBooks.version), asc(epdChoices.catalogueId))
    .limit(SHOWN);
  return rows.map(({ catalogueId, version }) => ({
    catalogue_id: catalogueId,
    name: entryName(catalogueId, DEFAULT_CATALOGUE.get(catalogueId)?.name ?? catalogueId),
    price_book_version: version,
  }));
}
