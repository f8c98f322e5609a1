import { z } from "zod";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { findLocation, type LocationFactor } from "#lib/catalogue/location-factors.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { ManualEstimateInput } from "#lib/processing/materials/manual-input.ts";
import type { IndexFilter } from "./index/vector-index.ts";
import type { EstimateSummary } from "./summary.ts";

export const DEFAULT_THRESHOLD = 0.7;

/** What every store of times can compare. */
const YEARS = { from: 1900, to: 2200 };
const MAX_LISTED = 50;
const MAX_CLASSES = 100;

const Day = z.iso
  .date(issueText("search.dayLike2026"))
  .or(z.iso.datetime({ offset: true }))
  .refine(
    (day) => {
      const year = new Date(day).getUTCFullYear();
      return year >= YEARS.from && year < YEARS.to;
    },
    issueText("search.giveADay", { from: YEARS.from, to: YEARS.to }),
  );
const Area = z.number().positive().max(1e9);

/** What a result has to be besides alike; all that is given holds together. */
export const SimilarFilters = z.strictObject({
  /** A place of the table of places, by any of its names. */
  place: z.string().trim().min(1).max(120).nullish(),
  /** Created on that day or later; until the end of that day. */
  created_from: Day.nullish(),
  created_to: Day.nullish(),
  floor_area_min: Area.nullish(),
  floor_area_max: Area.nullish(),
  /** At least one of these IFC classes. */
  classes: z.array(z.string().trim().min(1).max(100)).max(MAX_LISTED).nullish(),
  /** All of these catalogue ids. */
  materials: z.array(z.string().trim().min(1).max(200)).max(MAX_LISTED).nullish(),
  project_id: z.uuid().nullish(),
});
export type SimilarFilters = z.output<typeof SimilarFilters>;

const Limit = {
  limit: z.number().int().min(1).max(50).default(5),
  score_threshold: z.number().min(0).max(1).default(DEFAULT_THRESHOLD),
};

/** An estimate that is only asked about, and how many that are how alike are wanted. */
export const SearchSimilar = ManualEstimateInput.extend({
  ...Limit,
  /** Share of the cost by IFC class, 0..1. */
  class_shares: z
    .record(z.string().trim().min(1).max(100), z.number().min(0).max(1))
    .refine(
      (shares) => Object.keys(shares).length <= MAX_CLASSES,
      issueText("search.mostClasses", { maxClasses: MAX_CLASSES }),
    )
    .nullish(),
  storeys: z.number().int().min(1).max(200).nullish(),
  filters: SimilarFilters.nullish(),
});
export type SearchSimilar = z.output<typeof SearchSimilar>;

const listed = z
  .string()
  .max(4000)
  .transform((text) => [
    ...new Set(
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    ),
  ])
  .refine((parts) => parts.length <= MAX_LISTED, issueText("search.giveAtMost", { most: MAX_LISTED }));

/** The same as a query string; lists are separated by commas. */
export const SimilarTo = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(5),
  score_threshold: z.coerce.number().min(0).max(1).default(DEFAULT_THRESHOLD),
  place: SimilarFilters.shape.place,
  created_from: SimilarFilters.shape.created_from,
  created_to: SimilarFilters.shape.created_to,
  floor_area_min: z.coerce.number().pipe(Area).optional(),
  floor_area_max: z.coerce.number().pipe(Area).optional(),
  classes: listed.optional(),
  materials: listed.optional(),
  project_id: z.uuid().optional(),
});
export type SimilarTo = z.output<typeof SimilarTo>;

/** Filters as the index takes them, with what the caller may not see left out. */
export function indexFilter(
  filters: SimilarFilters,
  places: readonly LocationFactor[],
  hidden: { projects: readonly string[]; estimates: readonly string[] },
): IndexFilter {
  const { created_from: from, created_to: to, floor_area_min: min, floor_area_max: max } = filters;
  const { classes, materials, project_id: project } = filters;
  const place = filters.place ? placeNamed(filters.place, places) : undefined;
  return {
    ...(project ? { projectIds: [project] } : {}),
    ...(hidden.projects.length > 0 ? { excludeProjectIds: [...hidden.projects] } : {}),
    ...(hidden.estimates.length > 0 ? { excludeIds: [...hidden.estimates] } : {}),
    ...(place ? { place } : {}),
    ...(materials && materials.length > 0 ? { materials } : {}),
    ...(classes && classes.length > 0 ? { classes } : {}),
    ...(min || max ? { floorAreaM2: { ...(min ? { min } : {}), ...(max ? { max } : {}) } } : {}),
    ...(from || to
      ? { createdAt: { ...(from ? { from: dayStart(from) } : {}), ...(to ? { to: dayEnd(to) } : {}) } }
      : {}),
  };
}

/** The same conditions on an estimate as it stands now: the index may be a moment behind. */
export function passes(filter: IndexFilter, summary: EstimateSummary): boolean {
  const { projectId, place, materials, classShares, floorAreaM2: area, createdAt } = summary;
  const { projectIds, excludeProjectIds, excludeIds, floorAreaM2, createdAt: created } = filter;
  const time = createdAt.toISOString();
  return [
    !projectIds || (projectId !== null && projectIds.includes(projectId)),
    !excludeProjectIds || projectId === null || !excludeProjectIds.includes(projectId),
    !excludeIds?.includes(summary.estimateId),
    filter.place === undefined || place === filter.place,
    !filter.materials ||
      filter.materials.every((id) => materials.some(({ catalogueId }) => catalogueId === id)),
    !filter.classes || filter.classes.some((name) => (classShares[name] ?? 0) > 0),
    !floorAreaM2 ||
      (area !== null &&
        area >= (floorAreaM2.min ?? 0) &&
        area <= (floorAreaM2.max ?? Number.POSITIVE_INFINITY)),
    !created || (time >= (created.from ?? "") && time <= (created.to ?? "9")),
  ].every(Boolean);
}

function placeNamed(asked: string, places: readonly LocationFactor[]): string {
  const { name } = findLocation(asked, places);
  if (name !== null) return name;
  const message = problemText("search.tablePlacesChoose", { asked });
  throw new Invalid("place_not_found", message, [{ path: "filters.place", message }]);
}

const dayStart = (day: string) => new Date(day).toISOString();
const dayEnd = (day: string) => (day.length === 10 ? `${day}T23:59:59.999Z` : new Date(day).toISOString());

/** Throws `Invalid` for ids that neither the catalogue of the active book nor the built-in one knows. */
export function refuseUnknownMaterials(filters: SimilarFilters, known: { has(id: string): boolean }): void {
  const unknown = (filters.materials ?? []).filter((id) => !known.has(id) && !DEFAULT_CATALOGUE.has(id));
  if (unknown.length === 0) return;
  const message = problemText("search.catalogueCatalogueIds", {
    id: unknown.map((id) => `“${id}”`).join(", "),
  });
  throw new Invalid("material_not_found", message, [{ path: "filters.materials", message }]);
}
