import { partColor, seriesColor } from "#components/charts/palette.ts";

/** Stages of EN 15978 beyond A: B, C and D have one colour each, as their modules stand in one row after the other. */
const STAGES: Record<string, number> = { B: 4, C: 8, D: 11 };

/** The colour of a module, that of A1–A3, A4 and A5 as in every other chart. */
export function moduleColor(module: string): string {
  if (module === "total") return partColor("build_up", "total").css;
  if (/^A[1-3](-A3)?$/.test(module)) return partColor("module", "a1_a3_kg").css;
  if (module === "A4") return partColor("module", "a4_kg").css;
  if (module === "A5") return partColor("module", "a5_kg").css;
  return seriesColor(STAGES[module.charAt(0)] ?? 5).css;
}
