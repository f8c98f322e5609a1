/**
 * What a building of its use emits per m² before it is opened, to hold an estimate against. One published scale, so that
 * uses can be compared; others are left out on purpose: RIBA's 2030 Climate Challenge (2021) and the Danish BR18 count
 * further modules (B and C), so that A1–A5 beside them would always look good.
 */
export const BUILDING_USES = ["office", "residential", "education", "retail"] as const;
export type BuildingUse = (typeof BUILDING_USES)[number];

export interface BenchmarkBand {
  /** As published, the best first. */
  letter: string;
  /** kg CO2e per m² of gross internal area; what is below it is in the band. */
  below_kg_m2: number;
  /** What the publication aims at with it. */
  target: "2030" | "2020" | null;
}

export const BENCHMARK = {
  name: "LETI Embodied Carbon Target Alignment, letter banding of upfront carbon",
  publisher: "LETI, with RIBA, IStructE, GLA and the Whole Life Carbon Network",
  year: 2021,
  scope: "EN 15978 A1–A5, without sequestration, whole building, per m² of gross internal area",
  url: "https://www.leti.uk/carbonalignment",
  /** Figures are facts and are cited; no text or drawing of the publication is reproduced. */
  licence: "Published free of charge by LETI; figures cited with their source",
} as const;

const LETTERS = ["A++", "A+", "A", "B", "C", "D", "E", "F", "G"] as const;

/** Upper ends of the bands, kg CO2e/m²; residential is of six storeys and more. */
const UPPER: Record<BuildingUse, readonly number[]> = {
  office: [100, 225, 350, 475, 600, 775, 950, 1100, 1300],
  residential: [100, 200, 300, 400, 500, 675, 850, 1000, 1200],
  education: [100, 200, 300, 400, 500, 625, 750, 875, 1100],
  retail: [100, 200, 300, 425, 550, 700, 850, 1000, 1200],
};

/** Band A is the design target of 2030, band C that of 2020. */
const TARGETS: Record<string, BenchmarkBand["target"]> = { A: "2030", C: "2020" };

export function bandsOf(use: BuildingUse): BenchmarkBand[] {
  return LETTERS.map((letter, index) => ({
    letter,
    below_kg_m2: UPPER[use][index] ?? 0,
    target: TARGETS[letter] ?? null,
  }));
}

/** The band that a figure lies in; null: above all of them. */
export function bandOf(kgPerM2: number, use: BuildingUse): BenchmarkBand | null {
  return bandsOf(use).find(({ below_kg_m2 }) => kgPerM2 < below_kg_m2) ?? null;
}
