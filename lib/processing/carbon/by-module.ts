import { type Decimal, type DecimalString, decimal, round } from "#lib/catalogue/decimal.ts";
import { isExpired, qualityOfFactor } from "#lib/epd/data-quality.ts";
import { type DataQuality, DECLARED_MODULES } from "#lib/epd/types.ts";
import type { CarbonLine } from "./types.ts";

/** Modules of EN 15978 as a report has them. */
export const REPORTED_MODULES = ["A1-A3", "A4", "A5", ...DECLARED_MODULES] as const;
export type ReportedModule = (typeof REPORTED_MODULES)[number];

/** What of a stored line the account by module is made of. */
export interface ModuleLine {
  massKg: DecimalString | null;
  a1a3G: number | null;
  a4G: number | null;
  a5G: number | null;
  biogenicG: number | null;
  factor: CarbonLine["factor"] | null;
  declaredModules: CarbonLine["declared"] | null;
}

export interface ModuleSum {
  module: ReportedModule;
  /** Grams; null: no line declares it, which is not zero. */
  g: number | null;
  /** As declared, beside it; null: nothing was declared of it. */
  biogenicG: number | null;
  /** Share of the mass whose figure is known, 0..1, to 4 places. */
  coverage: number;
}

export interface ModuleAccount {
  modules: ModuleSum[];
  /** A1–A5. */
  upfrontG: number;
  /** A to C as far as it is declared: without D and without biogenic carbon. */
  wholeG: number;
  massKg: DecimalString;
  /** Mean of the lines' scores by their mass; null: no line has one. */
  dataQuality: DecimalString | null;
  /** Mass of lines whose declaration has run out. */
  expiredKg: DecimalString;
  expiredLines: number;
}

/** Sums a bill's lines by module. D and biogenic carbon are in no total. */
export function byModule(lines: readonly ModuleLine[], on: Date): ModuleAccount {
  const massOf = (line: ModuleLine) => decimal(line.massKg ?? 0);
  const all = lines.reduce((sum, line) => sum.plus(massOf(line)), decimal(0));
  const modules = REPORTED_MODULES.map((module) => {
    let g: number | null = null;
    let biogenicG: number | null = null;
    let covered = decimal(0);
    for (const line of lines) {
      const value = moduleValueOf(line, module);
      if (value === null) continue;
      g = (g ?? 0) + value.g;
      if (value.biogenicG !== null) biogenicG = (biogenicG ?? 0) + value.biogenicG;
      covered = covered.plus(massOf(line));
    }
    return { module, g, biogenicG, coverage: share(covered, all) };
  });
  const sumOf = (which: (module: ReportedModule) => boolean) =>
    modules.reduce((sum, { module, g }) => (which(module) ? sum + (g ?? 0) : sum), 0);
  const scored = lines.filter((line) => line.factor && line.massKg !== null);
  const scoredKg = scored.reduce((sum, line) => sum.plus(massOf(line)), decimal(0));
  const expired = lines.filter((line) => isExpired(line.factor?.epd?.validUntil ?? null, on));
  return {
    modules,
    upfrontG: sumOf((module) => module.startsWith("A")),
    wholeG: sumOf((module) => module !== "D"),
    massKg: all.toFixed(),
    dataQuality: scoredKg.isZero()
      ? null
      : round(
          scored
            .reduce((sum, line) => sum.plus(massOf(line).times(qualityOf(line)?.score ?? 5)), decimal(0))
            .div(scoredKg),
          2,
        ),
    expiredKg: expired.reduce((sum, line) => sum.plus(massOf(line)), decimal(0)).toFixed(),
    expiredLines: expired.length,
  };
}

/** Of lines that were counted before there was a score, by the letter that their factor has. */
export function qualityOf({ factor }: Pick<ModuleLine, "factor">): DataQuality | null {
  return factor && (factor.dataQuality ?? qualityOfFactor(factor));
}

/** Null: not known. The biogenic carbon of A1–A3 is what is stored: negative, as EN 15804 has it. */
export function moduleValueOf(
  line: ModuleLine,
  module: ReportedModule,
): { g: number; biogenicG: number | null } | null {
  const of = (g: number | null, biogenicG: number | null = null) => (g === null ? null : { g, biogenicG });
  switch (module) {
    case "A1-A3":
      return of(line.a1a3G, line.biogenicG === null ? null : 0 - line.biogenicG);
    case "A4":
      return of(line.a4G);
    case "A5":
      return of(line.a5G);
    default:
      return line.declaredModules?.[module] ?? null;
  }
}

const share = (part: Decimal, whole: Decimal) => (whole.isZero() ? 0 : Number(round(part.div(whole), 4)));
