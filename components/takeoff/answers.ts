import type { z } from "zod";
import type { SuggestedMaterials } from "#lib/estimates/file-materials.ts";
import type { ElementGroups } from "#lib/processing/group-elements.ts";
import type { ElementOrdinals } from "#lib/processing/order-elements.ts";

/** What the take-off's routes answer. Types only: nothing of `lib` reaches the browser. */
export type GroupsAnswer = z.output<typeof ElementGroups>;
export type GroupAnswer = GroupsAnswer["groups"][number];
export type SumsAnswer = GroupsAnswer["total"];
export type OrdinalsAnswer = z.output<typeof ElementOrdinals>;
export type SuggestedMaterialsAnswer = z.output<typeof SuggestedMaterials>;
export type MaterialAnswer = SuggestedMaterialsAnswer["materials"][number];
export type SuggestionAnswer = SuggestedMaterialsAnswer["suggestions"][string][number];
