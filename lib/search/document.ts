import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import type { IndexPayload } from "./index/vector-index.ts";
import type { EstimateSummary, SummaryMaterial } from "./summary.ts";

/** As much as a sentence model reads; more would be cut off by it. */
const MAX_DESCRIPTION = 400;
const MAX_MATERIALS = 14;

/**
 * What is embedded of an estimate: its words and its leading materials, heaviest first, each as it is spelled and as the
 * catalogue names it, so that names of another language come near. Amounts stay out: a text model cannot compare them,
 * and the ranking does.
 */
export function documentText(summary: EstimateSummary): string {
  const words = [summary.name, summary.description]
    .filter((text, at, all) => text !== "" && all.indexOf(text) === at)
    .join(". ")
    .slice(0, MAX_DESCRIPTION);
  const materials = leadingMaterials(summary.materials).slice(0, MAX_MATERIALS).map(spelled);
  return [words, [...new Set(materials)].join(", "), summary.location]
    .filter((part) => part !== "")
    .join(". ");
}

/** What the index filters and lists by. */
export function indexPayload(summary: EstimateSummary): IndexPayload {
  const { floorAreaM2, cost, carbonKg } = summary;
  const perM2 = (amount: number) => (floorAreaM2 !== null && floorAreaM2 > 0 ? amount / floorAreaM2 : null);
  const known = summary.materials.flatMap(({ catalogueId }) => catalogueId ?? []);
  return {
    project_id: summary.projectId,
    location: summary.location,
    place: summary.place,
    labor_rate: summary.laborRate,
    equipment_rate: summary.equipmentRate,
    currency: summary.currency,
    floor_area_m2: floorAreaM2,
    cost_per_m2: cost > 0 ? perM2(cost) : null,
    carbon_per_m2: carbonKg === null ? null : perM2(carbonKg),
    classes: summary.classShares,
    materials: [...new Set(known)].sort(),
    created_at: summary.createdAt.toISOString(),
  };
}

/** By mass, then volume, then cost: what a building is made of before what it is finished with. */
function leadingMaterials(materials: readonly SummaryMaterial[]): SummaryMaterial[] {
  const weight = ({ massKg, volumeM3 }: SummaryMaterial) => massKg ?? (volumeM3 ?? 0) * WATER;
  return [...materials].sort(
    (a, b) =>
      weight(b) - weight(a) ||
      (b.cost ?? 0) - (a.cost ?? 0) ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

/** kg per m³: where only the volume is known, so that it stands between the heavy and the light. */
const WATER = 1000;

function spelled({ name, catalogueId }: SummaryMaterial): string {
  const known = catalogueId === null ? undefined : DEFAULT_CATALOGUE.get(catalogueId)?.name;
  return known === undefined || known.toLowerCase() === name.toLowerCase() ? name : `${name} (${known})`;
}
