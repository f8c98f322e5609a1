import type { z } from "zod";
import type { ModelElementsView, ModelView } from "#lib/models/views.ts";

/** What the model's routes answer, from the schemas that they declare. Types only: nothing of `lib` reaches the browser. */
export type ModelAnswer = z.output<typeof ModelView>;
export type ModelColumns = z.output<typeof ModelElementsView>;
