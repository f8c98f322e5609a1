import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import { LIBRARY_STATES } from "#db/schema/work-items.ts";
import { RESOURCE_KINDS, ROW_PROBLEMS } from "#lib/price-books/cwicr/types.ts";

/** Shapes of work item libraries in the API. Figures are decimal texts of one unit of the rate, in the library's currency. */

/** What the data's licence asks to be said wherever it is shown. */
export const ATTRIBUTION = "DDC CWICR by DataDrivenConstruction, CC BY 4.0";

const Text = z.string().nullable();

export const WorkItemLibraryView = z.object({
  id: z.string(),
  /** The edition. */
  name: z.string(),
  currency: z.string(),
  /** The day that its prices are of. */
  priced_on: z.string(),
  attribution: z.string(),
  status: z.enum(LIBRARY_STATES),
  filename: z.string(),
  bytes: z.number(),
  /** Of the import, percent. */
  progress: z.number(),
  rows: z.number(),
  items: z.number(),
  resources: z.number(),
  problem_count: z.number(),
  /** The first ones, by the rows of the file. */
  problems: z.array(
    z.object({
      row: z.number(),
      code: z.enum(ROW_PROBLEMS),
      column: z.string(),
      value: z.string(),
      message: z.string(),
    }),
  ),
  failure: Text,
  created_at: z.string(),
  imported_at: Text,
});
export type WorkItemLibraryView = z.output<typeof WorkItemLibraryView>;

export const WorkItemView = z.object({
  number: z.number(),
  rate_code: z.string(),
  name: z.string(),
  /** As the file has it, e.g. "100 m3". */
  rate_unit: z.string(),
  /** Null: nothing is estimated in it. */
  unit: z.enum(PRICE_UNITS).nullable(),
  /** How many of `unit` one unit of the rate is. */
  unit_scale: Text,
  labour_hours: z.string(),
  machine_hours: z.string(),
  material_cost: z.string(),
  machine_cost: z.string(),
  labour_cost: z.string(),
  other_cost: z.string(),
  total: z.string(),
});
export type WorkItemView = z.output<typeof WorkItemView>;

export const WorkItemList = z.object({
  items: z.array(WorkItemView),
  total: z.number(),
  next: z.string().nullable(),
});

/** Why an entry and a work item go together: words in common, what else, or a classification that is the same. */
export const REASONS = ["own_name", "rule", "spelling", "words", "meaning", "unit", "division"] as const;

export const WorkItemSuggestion = z.object({
  catalogue_id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  master_format: Text,
  uni_format: Text,
  /** 0..1. */
  score: z.number(),
  reasons: z.array(z.enum(REASONS)),
  /** Null: the units are not of one kind, so that it cannot be priced by this item. */
  build_up: z
    .object({
      material_price: z.string(),
      labour_hours: z.string(),
      equipment_hours: z.string(),
    })
    .nullable(),
});
export type WorkItemSuggestion = z.output<typeof WorkItemSuggestion>;

export const WorkItemDetail = WorkItemView.extend({
  library: WorkItemLibraryView.pick({
    id: true,
    name: true,
    currency: true,
    priced_on: true,
    attribution: true,
    imported_at: true,
  }),
  places: z.array(z.object({ level: z.string(), code: z.string(), name: z.string() })),
  composition: z.string(),
  resources: z.array(
    z.object({
      kind: z.enum(RESOURCE_KINDS),
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      quantity: Text,
      price: Text,
      cost: Text,
    }),
  ),
  /** Entries of the active price book that it could price, the likeliest first. */
  suggestions: z.array(WorkItemSuggestion),
  /** What its build-ups are counted with; `refused`: why there is none. */
  terms: z.object({
    currency: z.string(),
    equipment_rate: z.string(),
    exchange: z.object({ rate: z.string(), period: z.string(), source: z.string() }).nullable(),
    refused: Text,
  }),
});
export type WorkItemDetail = z.output<typeof WorkItemDetail>;

/** An entry of the catalogue with the work items that could price it. */
export const CatalogueMatch = z.object({
  catalogue_id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  /** `own`: a price of the organisation's; `placeholder`: of the built-in table; null: none. */
  priced: z.enum(["own", "placeholder"]).nullable(),
  candidates: z.array(
    z.object({
      number: z.number(),
      rate_code: z.string(),
      name: z.string(),
      rate_unit: z.string(),
      score: z.number(),
      reasons: z.array(z.enum(REASONS)),
      /** Of the entry's names that the item's name holds. */
      words: z.array(z.string()),
    }),
  ),
});
export type CatalogueMatch = z.output<typeof CatalogueMatch>;

export const CatalogueMatches = z.object({
  items: z.array(CatalogueMatch),
  total: z.number(),
  next: z.string().nullable(),
});
