import type { z } from "zod";
import type { ImportedEpds } from "#lib/epd/import-epds.ts";
import type { CarbonByModule } from "#lib/epd/read-carbon.ts";
import type { ConversionView, EpdChoiceView, EpdDetail, EpdOptionView, EpdView } from "#lib/epd/views.ts";

/** What the routes answer. Types only: nothing of `lib` reaches the browser. */
export type EpdAnswer = z.output<typeof EpdView>;
export type EpdDetailAnswer = z.output<typeof EpdDetail>;
export type EpdChoiceAnswer = z.output<typeof EpdChoiceView>;
export type EpdOptionAnswer = z.output<typeof EpdOptionView>;
export type ConversionAnswer = z.output<typeof ConversionView>;
export type ImportedEpdsAnswer = z.output<typeof ImportedEpds>;
export type CarbonByModuleAnswer = z.output<typeof CarbonByModule>;
