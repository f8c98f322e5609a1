import type { fileAnalyses } from "#db/schema/files.ts";
import { LEAST_FLOOR_AREA_M2 } from "#lib/processing/materials/manual-input.ts";

/** The floor area that every figure per m² is for: a person's, else the file's gross one, else its net one, of those that are any. */
export function floorAreaOf({
  floorAreaOverride,
  floorAreas,
}: Pick<typeof fileAnalyses.$inferSelect, "floorAreaOverride" | "floorAreas">): {
  m2: number | null;
  source: "confirmed" | "stated" | "measured" | "none";
  kind: "confirmed" | "gross" | "net" | "none";
} {
  if (floorAreaOverride !== null) return { m2: floorAreaOverride, source: "confirmed", kind: "confirmed" };
  if (floorAreas.grossM2 !== null && floorAreas.grossM2 >= LEAST_FLOOR_AREA_M2)
    return { m2: floorAreas.grossM2, source: floorAreas.grossSource, kind: "gross" };
  if (floorAreas.netM2 !== null && floorAreas.netM2 >= LEAST_FLOOR_AREA_M2)
    return { m2: floorAreas.netM2, source: floorAreas.netSource, kind: "net" };
  return { m2: null, source: "none", kind: "none" };
}
