import { type Materials, unitOptions } from "#components/estimates/material-drafts.ts";
import type { TermsValues } from "#components/estimates/terms-fields.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

/** What a result has to be besides alike, as the address and the API write it; areas in m². Empty: any. */
export const FILTERS = [
  "project_id",
  "place",
  "created_from",
  "created_to",
  "floor_area_min",
  "floor_area_max",
  "classes",
  "materials",
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Record<FilterName, string>;

/** An estimate that is only asked about. Area in m² as a decimal text, empty: not stated. */
export interface ByHand extends TermsValues {
  materials: Materials;
  floor_area_m2: string;
  description: string;
}

/** What the page looks for. It stands in the address, so that a search can be sent on and found again. */
export interface SearchState {
  /** An estimate whose like is looked for; empty: none was chosen. */
  like: string;
  /** Null: nothing was entered. */
  hand: ByHand | null;
  filters: Filters;
  limit: string;
  threshold: string;
}

export const LIMITS = ["5", "10", "20", "50"];
/** The bar that a result has to reach, in words. */
export const thresholds = (t: Translator<"similar">) => [
  { value: "0.85", label: t("searchState.nearlyTheSame085") },
  { value: "0.7", label: t("searchState.alike070") },
  { value: "0.5", label: t("searchState.looselyAlike050") },
  { value: "0", label: t("searchState.any") },
];
const DEFAULTS = { limit: "5", threshold: "0.7" };

/** Servers take addresses of some 8 000 characters; what is longer could not be opened again. */
const LONGEST = 7000;

export function isTooLong(state: SearchState): boolean {
  return new URLSearchParams(paramsOf(state)).toString().length > LONGEST;
}

const param = (name: FilterName) => `filter.${name}`;

export function readState(tEstimates: Translator<"estimates">, get: (name: string) => string): SearchState {
  const materials = materialsOf(tEstimates, get("materials"));
  return {
    like: get("like"),
    hand: materials && {
      materials,
      location: get("location"),
      labor_rate: get("labor_rate"),
      equipment_rate: get("equipment_rate"),
      floor_area_m2: get("floor_area_m2"),
      description: get("description"),
    },
    filters: filtersFrom((name) => get(param(name))),
    limit: get("limit") || DEFAULTS.limit,
    threshold: get("threshold") || DEFAULTS.threshold,
  };
}

/** The parameters of the page's address; empty ones are left out there. */
export function paramsOf({ like, hand, filters, limit, threshold }: SearchState): Record<string, string> {
  return {
    like,
    materials: hand ? JSON.stringify(hand.materials) : "",
    location: hand?.location ?? "",
    labor_rate: hand?.labor_rate ?? "",
    equipment_rate: hand?.equipment_rate ?? "",
    floor_area_m2: hand?.floor_area_m2 ?? "",
    description: hand?.description ?? "",
    ...Object.fromEntries(FILTERS.map((name) => [param(name), filters[name]])),
    limit: limit === DEFAULTS.limit ? "" : limit,
    threshold: threshold === DEFAULTS.threshold ? "" : threshold,
  };
}

/** What the API is asked; null: nothing yet. */
export function requestOf({
  like,
  hand,
  filters,
  limit,
  threshold,
}: SearchState): { path: string; body?: unknown } | null {
  const set = FILTERS.filter((name) => filters[name] !== "");
  if (like) {
    const query = new URLSearchParams([
      ["limit", limit],
      ["score_threshold", threshold],
      ...set.map((name) => [name, filters[name]]),
    ]);
    return { path: `/api/cost-estimates/${encodeURIComponent(like)}/similar?${query}` };
  }
  if (!hand) return null;
  const { floor_area_m2, ...rest } = hand;
  return {
    path: "/api/cost-estimates/search-similar",
    body: {
      ...rest,
      ...(floor_area_m2 ? { floor_area_m2: Number(floor_area_m2) } : {}),
      limit: Number(limit),
      score_threshold: Number(threshold),
      filters: Object.fromEntries(set.map((name) => [name, asJson(name, filters[name])])),
    },
  };
}

/** The page that looks for what is like an estimate. */
export const likePage = (estimateId: string) => `/similar?like=${estimateId}`;

export function filtersFrom(read: (name: FilterName) => string): Filters {
  return {
    project_id: read("project_id"),
    place: read("place"),
    created_from: read("created_from"),
    created_to: read("created_to"),
    floor_area_min: read("floor_area_min"),
    floor_area_max: read("floor_area_max"),
    classes: read("classes"),
    materials: read("materials"),
  };
}

export function countFilters(filters: Filters): number {
  return FILTERS.filter((name) => filters[name] !== "").length;
}

function asJson(name: FilterName, text: string): unknown {
  if (name === "classes" || name === "materials") return text.split(",").map((part) => part.trim());
  return name === "floor_area_min" || name === "floor_area_max" ? Number(text) : text;
}

/** Null for what is no list of materials: an address can be cut short on its way. */
function materialsOf(tEstimates: Translator<"estimates">, text: string): Materials | null {
  if (text === "") return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return null;
  const materials: Materials = {};
  for (const [name, value] of Object.entries(parsed)) {
    const unit = unitOptions(tEstimates).find((option) => option.value === value?.unit)?.value;
    if (!unit || typeof value.quantity !== "number" || !(value.quantity > 0)) return null;
    materials[name] = { quantity: value.quantity, unit };
  }
  return Object.keys(materials).length > 0 ? materials : null;
}
