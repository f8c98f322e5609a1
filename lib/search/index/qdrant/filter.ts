import type { Schemas } from "@qdrant/js-client-rest";
import type { IndexFilter } from "../vector-index.ts";

/** What is kept of a point beside its payload: whose it is, what made its vector, and what it can be found by. */
export interface Bound {
  tenantId: string;
  /** Null: of every model. */
  model: string | null;
}

/** The filter of every question and change: the tenant's condition stands first and cannot be left out. */
export function boundFilter({ tenantId, model }: Bound, filter: IndexFilter = {}): Schemas["Filter"] {
  const must: Schemas["Condition"][] = [is("tenant_id", tenantId)];
  const mustNot: Schemas["Condition"][] = [];
  if (model !== null) must.push(is("model", model));
  const { projectIds, excludeProjectIds, place, materials, classes, floorAreaM2, createdAt, excludeIds } =
    filter;
  if (projectIds) must.push(isAny("project_id", projectIds));
  if (excludeProjectIds?.length) mustNot.push(isAny("project_id", excludeProjectIds));
  if (place !== undefined) must.push(is("place", place));
  for (const material of materials ?? []) must.push(is("materials", material));
  if (classes) must.push(isAny("class_names", classes));
  // Bounds of nothing hold for all, also for what has no area.
  const area = bounds(floorAreaM2?.min, floorAreaM2?.max);
  if (Object.keys(area).length > 0) must.push({ key: "floor_area_m2", range: area });
  const created = bounds(createdAt?.from, createdAt?.to);
  if (Object.keys(created).length > 0) must.push({ key: "created_at", range: created });
  if (excludeIds?.length) mustNot.push({ has_id: [...excludeIds] });
  return { must, ...(mustNot.length > 0 ? { must_not: mustNot } : {}) };
}

const is = (key: string, value: string): Schemas["Condition"] => ({ key, match: { value } });
const isAny = (key: string, any: readonly string[]): Schemas["Condition"] => ({
  key,
  match: { any: [...any] },
});
const bounds = <T>(gte: T | undefined, lte: T | undefined) => ({
  ...(gte === undefined ? {} : { gte }),
  ...(lte === undefined ? {} : { lte }),
});

/** Fields that filters use; the tenant's is what Qdrant groups points on disk by. */
export const PAYLOAD_INDEXES: readonly { field: string; schema: Schemas["PayloadFieldSchema"] }[] = [
  { field: "tenant_id", schema: { type: "keyword", is_tenant: true } },
  { field: "model", schema: "keyword" },
  { field: "project_id", schema: "keyword" },
  { field: "place", schema: "keyword" },
  { field: "materials", schema: "keyword" },
  { field: "class_names", schema: "keyword" },
  { field: "floor_area_m2", schema: "float" },
  { field: "created_at", schema: "datetime" },
];
