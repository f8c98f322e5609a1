import type { Transaction } from "#db/client.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import type { StoredModel } from "#lib/models/store-model.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import type { Takeoff } from "#lib/processing/types.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** What step 1 makes of a file, whatever its format. */
export interface MeasuredFile {
  takeoff: Takeoff;
  /** What the browser draws of it, where there is such a thing. */
  model: StoredModel | null;
  /** Writes what the format has beside its take-off, in the step's own transaction. */
  store?: (tx: Transaction) => Promise<void>;
}

/**
 * The take-off of a format: of a local copy of the file, beside which a folder of the same name and `.model` is its own to
 * write to. Holds no transaction. Throws `TakeoffError` for a file that cannot be measured.
 */
export type MeasureFile = (ctx: Ctx, run: RunRef, file: FileRow, localPath: string) => Promise<MeasuredFile>;
