import type { z } from "zod";
import type {
  CatalogueMatch,
  WorkItemDetail,
  WorkItemLibraryView,
  WorkItemSuggestion,
  WorkItemView,
} from "#lib/price-books/work-items/views.ts";

/** What the routes answer. Types only: nothing of `lib` reaches the browser. */
export type LibraryAnswer = z.output<typeof WorkItemLibraryView>;
export type WorkItemAnswer = z.output<typeof WorkItemView>;
export type WorkItemDetailAnswer = z.output<typeof WorkItemDetail>;
export type SuggestionAnswer = z.output<typeof WorkItemSuggestion>;
export type MatchAnswer = z.output<typeof CatalogueMatch>;
