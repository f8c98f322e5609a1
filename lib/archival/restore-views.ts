import { z } from "zod";
import { type fileRestores, RESTORE_STATUSES, RESTORE_TIERS } from "#db/schema/archival.ts";
import { FILE_STORAGE_CLASSES, STORAGE_TIERS } from "#db/schema/files.ts";
import { Money } from "#lib/billing/views.ts";
import { retold } from "#lib/i18n/kept-text.ts";

export type RestoreRow = typeof fileRestores.$inferSelect;

/** Statuses of a restore that is not over; a file has one such at most. */
export const OPEN = ["requested", "in_progress", "ready"] as const satisfies RestoreRow["status"][];

/** Why one came to nothing, or what the last attempt met: a stable code and a sentence. */
const Failure = z.object({ code: z.string(), message: z.string() });

/** A restore as the API shows it. Sizes in bytes, times in UTC. */
export const RestoreView = z.object({
  restore_id: z.string(),
  file_id: z.string(),
  batch_id: z.string().nullable(),
  /** `ready`: readable until `expires_at`. `superseded`: the file is hot again. */
  status: z.enum(RESTORE_STATUSES),
  tier: z.enum(RESTORE_TIERS),
  restore_days: z.number(),
  /** The file goes back to hot storage once it is readable, and stays there. */
  permanent: z.boolean(),
  size: z.number(),
  requested_at: z.string(),
  estimated_ready: z.string(),
  ready_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  failure: Failure.nullable(),
});

export function presentRestore(row: RestoreRow): z.input<typeof RestoreView> {
  return {
    restore_id: row.id,
    file_id: row.fileId,
    batch_id: row.batchId,
    status: row.status,
    tier: row.tier,
    restore_days: row.days,
    permanent: row.permanent !== "no",
    size: row.bytes,
    requested_at: row.requestedAt.toISOString(),
    estimated_ready: row.estimatedReady.toISOString(),
    ready_at: row.readyAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    failure: row.failureCode ? { code: row.failureCode, message: retold(row.failure ?? "") } : null,
  };
}

/** The answer to a request for one file. */
export const RestoreInitiated = z.object({
  status: z.literal("restore_initiated"),
  file_id: z.string(),
  estimated_ready: z.string(),
  restore: RestoreView,
});

const Offer = z.object({
  terms: z.array(
    z.object({
      tier: z.enum(RESTORE_TIERS),
      available: z.boolean(),
      /** Why it is not. */
      reason: z.string().nullable(),
      expected_seconds: z.number().nullable(),
      estimated_ready: z.string().nullable(),
      cost: Money.nullable(),
      /** The plan charges nothing for restores, however large. */
      free: z.boolean(),
    }),
  ),
  /** Whether it fits into hot storage, where a permanent restore puts it. */
  permanent: z.object({ fits: z.boolean(), storage_free: z.number() }),
});

export const RestoreTerms = Offer.extend({
  file_id: z.string(),
  filename: z.string(),
  size: z.number(),
  storage_tier: z.enum(STORAGE_TIERS),
  storage_class: z.enum(FILE_STORAGE_CLASSES),
  /** The one under way, or readable now. */
  restore: RestoreView.nullable(),
});

/** Of several files: those that are archived and not being restored, or restored, already. */
export const BulkTerms = Offer.extend({
  files: z.number(),
  size: z.number(),
  /** Restored already, or on their way: asking for them costs nothing more. */
  open: z.number(),
});
