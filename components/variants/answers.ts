import type { z } from "zod";
import type { ChangeView, Variants, VariantView, WhatIfView } from "#lib/variants/views.ts";

/** What the routes answer. Types only: nothing of `lib` reaches the browser. */
export type WhatIfAnswer = z.output<typeof WhatIfView>;
export type VariantsAnswer = z.output<typeof Variants>;
export type VariantAnswer = z.output<typeof VariantView>;
export type ChangeAnswer = z.output<typeof ChangeView>;
