import { z } from "zod";
import { ARCHIVAL_RUN_STATUSES, ARCHIVAL_TRIGGERS } from "#db/schema/archival.ts";
import { ARCHIVAL_CLASSES } from "#db/schema/tenants.ts";

/** Of one class: how many a run takes on, what has become of them, and their bytes. */
export const ClassCounts = z.object({
  matched: z.number(),
  archived: z.number(),
  /** Left where they are, for a reason that is no failure. */
  skipped: z.number(),
  /** Could not be moved, several times; they are hot as before, and a later run tries again. */
  failed: z.number(),
  /** Not done yet. */
  queued: z.number(),
  /** Of those archived; in a dry run of those matched. */
  bytes: z.number(),
});
export type ClassCounts = z.input<typeof ClassCounts>;

/** By class of the rules; `logs` counts days. */
export const RunClasses = z.object({
  completed_files: ClassCounts,
  failed_files: ClassCounts,
  temporary_files: ClassCounts,
  logs: ClassCounts,
});
export type RunClasses = z.input<typeof RunClasses>;

export const RunView = z.object({
  run_id: z.string(),
  trigger: z.enum(ARCHIVAL_TRIGGERS),
  /** Ages count to this moment. */
  as_of: z.string(),
  status: z.enum(ARCHIVAL_RUN_STATUSES),
  /** Name of the member; null: the platform. */
  requested_by: z.string().nullable(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  classes: RunClasses,
});

/** One file (or day of logs) that a run did not move, and why. */
export const NotMoved = z.object({
  /** The file; of logs the day's own id. */
  id: z.string(),
  /** Null: it is gone, or no file. */
  filename: z.string().nullable(),
  class: z.enum(ARCHIVAL_CLASSES),
  status: z.enum(["skipped", "failed"]),
  code: z.string(),
  reason: z.string(),
  attempts: z.number(),
  bytes: z.number(),
});

/** Whoever asks again and again for a run that is under way needs its state and its counts alone. */
export const ReadRun = z.object({ details: z.enum(["true", "false"]).default("true") });

export const RunDetail = RunView.extend({
  /**
   * Failures first, then what was skipped; the first two hundred. Files that were left before for the same reason stand
   * there as they were then. Left out with `details=false`.
   */
  not_moved: z.array(NotMoved).optional(),
  /** It is so old that only its failures are still listed. */
  pruned: z.boolean(),
});

export const OperatorRunView = z.object({
  run_id: z.string(),
  trigger: z.enum(["nightly", "operator"]),
  as_of: z.string(),
  status: z.enum(ARCHIVAL_RUN_STATUSES),
  /** The one organisation that was asked for. */
  tenant: z.object({ id: z.string(), slug: z.string() }).nullable(),
  /** The operator's name; `operator`: a program or a command; `system`: the calendar. */
  requested_by: z.string(),
  /** Organisations in which something matched. */
  tenants: z.number(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  classes: RunClasses,
});

export const OperatorRunDetail = OperatorRunView.extend({
  /** Those of organisations where most failed first; the first hundred. Left out with `details=false`. */
  by_tenant: z
    .array(
      z.object({
        tenant: z.object({ id: z.string(), slug: z.string() }),
        status: z.enum(ARCHIVAL_RUN_STATUSES),
        classes: RunClasses,
      }),
    )
    .optional(),
  /** How often each reason was given; of an old run those of failures. Left out with `details=false`. */
  reasons: z
    .array(
      z.object({
        code: z.string(),
        status: z.enum(["skipped", "failed"]),
        reason: z.string(),
        count: z.number(),
      }),
    )
    .optional(),
});
