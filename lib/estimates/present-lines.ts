import type { z } from "zod";
import { type ClassificationLanguage, namesOfCodes } from "#lib/catalogue/code-names.ts";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { isExpired } from "#lib/epd/data-quality.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { CARBON_MODULES, type CarbonModules } from "#lib/processing/carbon/types.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { EstimateRow, ShownLine } from "./measured-model.ts";
import { carbonOf } from "./present-estimate.ts";
import type { CarbonView, EstimateDetail, LineView } from "./views.ts";

type Sum = { minor: number; carbon: CarbonModules };

/** The lines of an estimate, and their sums by storey and by catalogue entry. */
export function presentLines(
  estimate: EstimateRow,
  lines: readonly ShownLine[],
  { language }: { language: ClassificationLanguage },
): Pick<z.input<typeof EstimateDetail>, "lines" | "by_storey" | "by_material"> {
  const money = (minor: number) => minorToDecimal(minor, estimate.minorDigits);
  const storeyName = (storey: number | null) => (storey === null ? null : (estimate.storeys[storey] ?? null));
  const shown = ({ minor, carbon }: Sum) => ({ cost: money(minor), carbon: kilograms(carbon) });
  const storeys = new Map<number | null, Sum>();
  const entries = new Map<string, Sum & { name: string }>();
  for (const line of lines) {
    const entry = sumAt(entries, line.catalogueId, () => ({
      ...nothing(),
      name: entryName(line.catalogueId, line.name),
    }));
    add(entry, line.likelyMinor ?? 0, {
      a1a3G: line.a1a3G ?? 0,
      a4G: line.a4G ?? 0,
      a5G: line.a5G ?? 0,
      biogenicG: line.biogenicG ?? 0,
    });
    for (const part of line.costByStorey ?? [])
      add(sumAt(storeys, part.storey, nothing), part.likelyMinor, nothing().carbon);
    for (const part of line.carbonByStorey ?? []) add(sumAt(storeys, part.storey, nothing), 0, part.modules);
  }
  return {
    lines: lines.map((line) => ({
      ...presentLine(line, money, storeyName),
      code_names: presentNames(line, language),
    })),
    by_storey: [...storeys]
      .sort(([a], [b]) => (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER))
      .map(([storey, sum]) => ({ storey: storeyName(storey), ...shown(sum) })),
    by_material: [...entries]
      .sort(([a, x], [b, y]) => y.minor - x.minor || a.localeCompare(b, "en"))
      .map(([catalogue_id, sum]) => ({ catalogue_id, name: sum.name, ...shown(sum) })),
  };
}

function presentNames(line: ShownLine, language: ClassificationLanguage) {
  const names = namesOfCodes(line, language);
  return { uni_format: names.uniFormat, din_276: names.din276 };
}

function presentLine(
  line: ShownLine,
  money: (minor: number) => string,
  storeyName: (storey: number | null) => string | null,
): Omit<z.input<typeof LineView>, "code_names"> {
  const { buildUp, factor, lowMinor, likelyMinor, highMinor } = line;
  return {
    position: line.position,
    catalogue_id: line.catalogueId,
    name: entryName(line.catalogueId, line.name),
    ifc_class: line.ifcClass,
    materials: line.materialNames,
    codes: { master_format: line.masterFormat, uni_format: line.uniFormat, din_276: line.din276 },
    unit: line.unit,
    quantity: line.quantity,
    mass_kg: line.massKg,
    mass_share: massShare(line),
    volume_m3: line.volumeM3,
    elements: line.elementCount,
    corrected: line.correctedCount,
    ...(line.elements ? { element_ids: line.elements } : {}),
    unit_rate: line.unitRate,
    base_rate: line.baseRate,
    build_up: buildUp && {
      material_price: buildUp.materialPrice,
      labour_hours: buildUp.labourHours,
      equipment_hours: buildUp.equipmentHours,
      waste_allowance: buildUp.wasteAllowance,
    },
    cost:
      lowMinor === null || likelyMinor === null || highMinor === null
        ? null
        : { low: money(lowMinor), likely: money(likelyMinor), high: money(highMinor) },
    price_book_id: line.priceBook,
    price_source: line.priceSource && retold(line.priceSource),
    placeholder: line.placeholder ?? false,
    carbon: carbonOf(line),
    factor: factor && {
      a1_a3_kg_per_kg: factor.a1a3KgPerKg,
      source: factor.source,
      quality: factor.quality,
      proxy: factor.proxy,
      waste_rate: factor.wasteRate,
      waste_source: factor.wasteSource,
      distance_km: factor.distanceKm,
      transport_source: factor.transportSource,
      epd: factor.epd
        ? {
            id: factor.epd.id,
            name: factor.epd.name,
            kind: factor.epd.kind,
            valid_until: factor.epd.validUntil,
            expired: isExpired(factor.epd.validUntil, new Date()),
          }
        : null,
    },
    by_storey: line.byStorey.map(({ storey, quantity }, index) => {
      const cost = line.costByStorey?.[index]?.likelyMinor;
      const modules = line.carbonByStorey?.[index]?.modules;
      return {
        storey: storeyName(storey),
        quantity,
        cost: cost === undefined ? null : money(cost),
        carbon: modules ? kilograms(modules) : null,
      };
    }),
  };
}

/** 4 places. */
function massShare({ massKg, unweighed, quantity }: ShownLine): number {
  if (massKg === null) return 0;
  return unweighed ? Number(round(decimal(1).minus(decimal(unweighed.quantity).div(quantity)), 4)) : 1;
}

const nothing = (): Sum => ({ minor: 0, carbon: { a1a3G: 0, a4G: 0, a5G: 0, biogenicG: 0 } });

function sumAt<K, S extends Sum>(sums: Map<K, S>, key: K, make: () => S): S {
  const sum = sums.get(key) ?? make();
  sums.set(key, sum);
  return sum;
}

/** Whole minor units and whole grams: exact up to 2^53, which the totals are held to as well. */
function add(sum: Sum, minor: number, carbon: CarbonModules): void {
  sum.minor += minor;
  for (const module of CARBON_MODULES) sum.carbon[module] += carbon[module];
}

function kilograms(modules: CarbonModules): z.input<typeof CarbonView> {
  return {
    a1_a3_kg: modules.a1a3G / 1000,
    a4_kg: modules.a4G / 1000,
    a5_kg: modules.a5G / 1000,
    biogenic_kg: modules.biogenicG / 1000,
  };
}
