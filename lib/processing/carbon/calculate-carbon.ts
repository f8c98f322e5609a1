import {
  apportion,
  type Decimal,
  type DecimalString,
  decimal,
  sum,
  toInteger,
} from "#lib/catalogue/decimal.ts";
import { TRANSPORT, WASTE_TRANSPORT } from "#lib/catalogue/groups.ts";
import type { Catalogue, CatalogueEntry, Quality } from "#lib/catalogue/types.ts";
import { qualityOfFactor } from "#lib/epd/data-quality.ts";
import type { EpdFactor } from "#lib/epd/types.ts";
import { coverageOf } from "#lib/processing/costs/coverage.ts";
import type { MeasuredLine, MeasuredModel } from "#lib/processing/materials/types.ts";
import { declaredGrams, declaredQuantity, lineEpd } from "./by-epd.ts";
import {
  CARBON_MODULES,
  type CarbonAccount,
  type CarbonLine,
  type CarbonModules,
  type MissingCarbon,
} from "./types.ts";

/**
 * Embodied carbon of a measured model by EN 15978 modules, in whole grams of CO2e per line, each rounded once:
 * - A1–A3: mass × factor; of an entry with a chosen EPD its quantity in the declared unit × what is declared.
 * - A4: mass × distance of the transport class × factor per tonne-kilometre (RICS 2017).
 * - A5: wasted material only (RICS module A5.3, IStructE A5w): mass × (1 / (1 − waste rate) − 1) × (A1–A3 + A4 + C2 + C3–C4
 *   per kg), that is its production, its way to site, its way off and its disposal. Site energy (A5.1, A5.2) is not in it.
 * - Biogenic: CO2 stored in the installed mass, positive, beside the modules and never netted with them.
 * - B, C and D: as the EPD declares them, beside the line and in no total of it.
 * Totals are sums of the lines, storeys add up to the line. What lacks a factor or a mass is listed, not estimated; of
 * a line that has a mass in part, the part is counted and the rest is listed.
 */
export function calculateCarbon(model: MeasuredModel, catalogue: Catalogue): CarbonAccount {
  const lines: CarbonLine[] = [];
  const missing: MissingCarbon[] = model.unmeasured.map((item) => ({ ...item, massKg: null }));
  for (const line of model.lines) {
    const entry = catalogue.get(line.catalogueId);
    if (entry?.nothingToBuy) continue;
    if (!entry?.carbon && !entry?.epd) missing.push(missingOf(line, "no_factor"));
    else if (line.massKg === null) missing.push(missingOf(line, "no_mass"));
    else {
      lines.push(entry.epd ? byEpd(line, entry, entry.epd, line.massKg) : carbonOf(line, entry, line.massKg));
      if (line.unweighed) missing.push(unweighedOf(line, line.unweighed));
    }
  }
  return {
    lines,
    missing,
    totals: addUp(lines.map((line) => line.modules)),
    byMaterial: group(lines.map((line) => [line.catalogueId, line.modules] as const)).map(
      ([catalogueId, modules]) => ({ catalogueId, modules }),
    ),
    byStorey: group(
      lines.flatMap((line) => line.byStorey.map((part) => [part.storey, part.modules] as const)),
    )
      .map(([storey, modules]) => ({ storey, modules }))
      .sort((a, b) => (a.storey ?? Number.MAX_SAFE_INTEGER) - (b.storey ?? Number.MAX_SAFE_INTEGER)),
    massKg: sum(lines.map((line) => decimal(line.massKg))).toFixed(),
    coverage: coverageOf(model, missing),
  };
}

/** Grams of CO2e of one kilogram, by module; exact but for the waste factor's 40 places. */
export function carbonPerKg(
  entry: CatalogueEntry,
  a1a3KgPerKg: Decimal | number,
  storedKgPerKg: Decimal | number = entry.biogenic?.storedKgPerKg ?? 0,
): Record<keyof CarbonModules, Decimal> {
  const a1a3 = decimal(a1a3KgPerKg).times(1000);
  // kg CO2e per tonne-km is g CO2e per kg-km.
  const a4 = decimal(TRANSPORT.distanceKm[entry.transport.class]).times(decimal(TRANSPORT.kgPerTonneKm));
  const offSite = decimal(WASTE_TRANSPORT.kgPerKg).plus(decimal(entry.disposal.kgPerKg)).times(1000);
  const wasteFactor = decimal(1)
    .div(decimal(1).minus(decimal(entry.waste.rate)))
    .minus(1);
  return {
    a1a3G: a1a3,
    a4G: a4,
    a5G: wasteFactor.times(a1a3.plus(a4).plus(offSite)),
    biogenicG: decimal(storedKgPerKg).times(1000),
  };
}

function carbonOf(line: MeasuredLine, entry: CatalogueEntry, massKg: DecimalString): CarbonLine {
  const factor = entry.carbon;
  if (!factor) throw new Error(`${entry.id} is counted without a factor`);
  const perKg = carbonPerKg(entry, factor.a1a3KgPerKg);
  return lineOf(line, entry, massKg, {
    modules: eachModule((module) => toInteger(perKg[module].times(massKg))),
    factor: {
      a1a3KgPerKg: factor.a1a3KgPerKg,
      source: factor.source,
      quality: factor.quality,
      proxy: factor.proxy || (entry.massPerUnit?.proxy ?? false),
      dataQuality: qualityOfFactor(factor),
    },
  });
}

/** The letters that factors have for how near they are to the thing: A ±10 %, B ±25 %, C ±50 %. */
const QUALITY: Record<EpdFactor["kind"], Quality> = { product: "A", average: "B", proxy: "C" };

/** By the declaration. Its figure per kg of the line is what the wasted part (A5) and every table goes by. */
function byEpd(line: MeasuredLine, entry: CatalogueEntry, epd: EpdFactor, massKg: DecimalString): CarbonLine {
  const quantity = declaredQuantity(line, massKg, epd);
  const ofUnit = (kg: DecimalString) => quantity.times(kg);
  const production = ofUnit(epd.a1a3.kg);
  const isWeightless = decimal(massKg).isZero();
  const perKgOf = (kg: Decimal) => (isWeightless ? decimal(0) : kg.div(massKg));
  const stored =
    epd.storedKg === null ? decimal(massKg).times(entry.biogenic?.storedKgPerKg ?? 0) : ofUnit(epd.storedKg);
  const perKg = carbonPerKg(entry, perKgOf(production), perKgOf(stored));
  const declared = declaredGrams(quantity, epd);
  return {
    ...lineOf(line, entry, massKg, {
      modules: {
        a1a3G: toInteger(production.times(1000)),
        a4G: toInteger(perKg.a4G.times(massKg)),
        a5G: toInteger(perKg.a5G.times(massKg)),
        biogenicG: toInteger(stored.times(1000)),
      },
      factor: {
        // Shown, and multiplied by the mass in a workbook: 15 digits are all that a number holds.
        a1a3KgPerKg: perKgOf(production).toNumber(),
        source: sourceOf(epd),
        quality: QUALITY[epd.kind],
        proxy: epd.kind === "proxy",
        epd: lineEpd(quantity, epd),
        dataQuality: epd.dataQuality,
      },
    }),
    ...(declared && Object.keys(declared).length > 0 ? { declared } : {}),
  };
}

const sourceOf = ({ name, owner, uuid, version }: EpdFactor) =>
  [name, owner, `${uuid} ${version}`].filter(Boolean).join(", ");

type Factor = Omit<CarbonLine["factor"], "wasteRate" | "wasteSource" | "distanceKm" | "transportSource">;

function lineOf(
  line: MeasuredLine,
  entry: CatalogueEntry,
  massKg: DecimalString,
  { modules, factor }: { modules: CarbonModules; factor: Factor },
): CarbonLine {
  const weights = line.byStorey.map((part) => decimal(part.massKg ?? 0));
  const split = {
    a1a3G: apportion(modules.a1a3G, weights),
    a4G: apportion(modules.a4G, weights),
    a5G: apportion(modules.a5G, weights),
    biogenicG: apportion(modules.biogenicG, weights),
  };
  return {
    key: line.key,
    catalogueId: entry.id,
    name: entry.name,
    ifcClass: line.ifcClass,
    massKg,
    factor: {
      ...factor,
      wasteRate: entry.waste.rate,
      wasteSource: entry.waste.source,
      distanceKm: TRANSPORT.distanceKm[entry.transport.class],
      transportSource: TRANSPORT.source,
    },
    modules,
    byStorey: line.byStorey.map(({ storey }, index) => ({
      storey,
      modules: eachModule((module) => split[module][index] ?? 0),
    })),
    elementIds: line.elementIds,
  };
}

function missingOf(line: MeasuredLine, reason: "no_factor" | "no_mass"): MissingCarbon {
  return {
    reason,
    materialName: line.materialNames.join(", ") || null,
    catalogueId: line.catalogueId,
    ifcClass: line.ifcClass,
    volumeM3: line.volumeM3,
    massKg: line.massKg,
    elementIds: line.elementIds,
  };
}

/** What of a counted line has no mass, and so no volume either: that would give it one. */
function unweighedOf(line: MeasuredLine, unweighed: NonNullable<MeasuredLine["unweighed"]>): MissingCarbon {
  return {
    ...missingOf(line, "no_mass"),
    volumeM3: "0",
    massKg: null,
    elementIds: unweighed.elementIds,
  };
}

function group<K>(parts: readonly (readonly [K, CarbonModules])[]): [K, CarbonModules][] {
  const groups = new Map<K, CarbonModules[]>();
  for (const [key, modules] of parts) {
    const known = groups.get(key);
    if (known) known.push(modules);
    else groups.set(key, [modules]);
  }
  return [...groups].map(([key, all]) => [key, addUp(all)]);
}

function addUp(all: readonly CarbonModules[]): CarbonModules {
  return eachModule((module) => toInteger(sum(all.map((modules) => decimal(modules[module])))));
}

function eachModule(value: (module: keyof CarbonModules) => number): CarbonModules {
  const [a1a3G, a4G, a5G, biogenicG] = CARBON_MODULES;
  return { a1a3G: value(a1a3G), a4G: value(a4G), a5G: value(a5G), biogenicG: value(biogenicG) };
}
