import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenantSettings } from "#db/schema/tenants.ts";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { type EstimateLineRow, findEstimate, linesOf } from "#lib/estimates/measured-model.ts";
import { byModule, qualityOf, REPORTED_MODULES } from "#lib/processing/carbon/by-module.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { isExpired } from "./data-quality.ts";
import { presentConversion } from "./present-epd.ts";
import { STUDY_PERIOD_SOURCE, STUDY_PERIODS, studyPeriodOf } from "./study-period.ts";
import { ConversionView, DataQualityView } from "./views.ts";

export const ReadCarbon = z.object({
  /** Reference study period; without it the organisation's. */
  years: z.enum(STUDY_PERIODS.map(String) as ["50", "60"]).optional(),
});

const Figure = z.number().nullable();

export const CarbonByModule = z.object({
  study_period: z.object({ years: z.number(), source: z.string() }),
  floor_area_m2: Figure,
  /** `kg` without biogenic carbon, which stands beside it as declared; null is not declared. `coverage`: share of the mass. */
  modules: z.array(
    z.object({
      module: z.enum(REPORTED_MODULES),
      kg: Figure,
      biogenic_kg: Figure,
      per_m2: Figure,
      per_m2_year: Figure,
      coverage: z.number(),
    }),
  ),
  /** `whole`: A to C as far as it is declared, without D and biogenic carbon. */
  totals: z.object({
    upfront_kg: z.number(),
    upfront_per_m2: Figure,
    upfront_per_m2_year: Figure,
    whole_kg: z.number(),
    whole_per_m2: Figure,
    whole_per_m2_year: Figure,
  }),
  mass_kg: z.string(),
  /** By mass, 1 best to 5 worst. */
  data_quality: z.string().nullable(),
  expired: z.object({ lines: z.number(), mass_kg: z.string() }),
  /** Lines that are counted by a declaration, or by a factor. */
  lines: z.array(
    z.object({
      position: z.number(),
      name: z.string(),
      ifc_class: z.string().nullable(),
      mass_kg: z.string().nullable(),
      source: z.string(),
      data_quality: DataQualityView,
      epd: z
        .object({
          id: z.string(),
          uuid: z.string(),
          version: z.string(),
          name: z.string(),
          kind: z.enum(["product", "average", "proxy"]),
          valid_until: z.string().nullable(),
          expired: z.boolean(),
          declared_unit: z.string(),
          declared_quantity: z.string(),
          a1_a3_kg_per_unit: z.string(),
          conversion: ConversionView,
        })
        .nullable(),
    }),
  ),
});

/** An estimate's carbon by module of EN 15978, per floor area and year, with what each figure covers. Throws `NotFound`. */
export async function readCarbon(
  ctx: Ctx,
  id: string,
  { years }: z.output<typeof ReadCarbon>,
): Promise<z.input<typeof CarbonByModule>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const estimate = await findEstimate(tx, ctx.tenant.id, id);
    const lines = await linesOf(tx, ctx.tenant.id, id);
    const [settings] = await tx
      .select({ years: tenantSettings.studyPeriodYears })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, ctx.tenant.id));
    const period = studyPeriodOf(years ? Number(years) : (settings?.years ?? 60));
    const on = new Date();
    const account = byModule(lines, on);
    const per = perArea(estimate.floorAreaM2, period);
    const { upfrontG, wholeG } = account;
    return {
      study_period: { years: period, source: STUDY_PERIOD_SOURCE[period] },
      floor_area_m2: estimate.floorAreaM2,
      modules: account.modules.map(({ module, g, biogenicG, coverage }) => ({
        module,
        kg: kilograms(g),
        biogenic_kg: kilograms(biogenicG),
        per_m2: per.m2(g),
        per_m2_year: per.m2Year(g),
        coverage,
      })),
      totals: {
        upfront_kg: upfrontG / 1000,
        upfront_per_m2: per.m2(upfrontG),
        upfront_per_m2_year: per.m2Year(upfrontG),
        whole_kg: wholeG / 1000,
        whole_per_m2: per.m2(wholeG),
        whole_per_m2_year: per.m2Year(wholeG),
      },
      mass_kg: account.massKg,
      data_quality: account.dataQuality,
      expired: { lines: account.expiredLines, mass_kg: account.expiredKg },
      lines: lines.flatMap((line) => presentLine(line, on)),
    };
  });
}

const kilograms = (grams: number | null) => (grams === null ? null : grams / 1000);

/** kg per m² to the gram, and per m² and year to a tenth of it. */
export function perArea(areaM2: number | null, years: number) {
  const of = (grams: number | null, divisor: number, places: number) =>
    grams === null || areaM2 === null || areaM2 <= 0
      ? null
      : Number(round(decimal(grams).div(1000).div(decimal(areaM2)).div(divisor), places));
  return {
    m2: (grams: number | null) => of(grams, 1, 3),
    m2Year: (grams: number | null) => of(grams, years, 4),
  };
}

function presentLine(line: EstimateLineRow, on: Date): z.input<typeof CarbonByModule>["lines"] {
  const quality = qualityOf(line);
  if (!line.factor || !quality) return [];
  const { epd } = line.factor;
  return [
    {
      position: line.position,
      name: entryName(line.catalogueId, line.name),
      ifc_class: line.ifcClass,
      mass_kg: line.massKg,
      source: line.factor.source,
      data_quality: quality,
      epd: epd
        ? {
            id: epd.id,
            uuid: epd.uuid,
            version: epd.version,
            name: epd.name,
            kind: epd.kind,
            valid_until: epd.validUntil,
            expired: isExpired(epd.validUntil, on),
            declared_unit: epd.declaredUnit,
            declared_quantity: epd.declaredQuantity,
            a1_a3_kg_per_unit: epd.a1a3KgPerUnit,
            conversion: presentConversion(epd.conversion),
          }
        : null,
    },
  ];
}
