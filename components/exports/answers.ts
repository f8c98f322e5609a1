import type { z } from "zod";
import type { ExportView } from "#lib/exports/views.ts";
import type { DeletionState } from "#lib/tenancy/deletion-state.ts";

/** What the routes answer; types only. */
export type ExportAnswer = z.output<typeof ExportView>;
export type DeletionAnswer = z.output<typeof DeletionState>;
