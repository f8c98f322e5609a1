import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { config } from "#lib/config/index.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import { addMonths, monthOf, startOfMonth } from "#lib/usage/month.ts";

const IMPORTED_KINDS = ["file_processed", "file_uploaded", "api_call", "storage_delta"] as const;
const MAX_EVENTS = 10_000;
/** Clocks of others may be a little ahead. */
const AHEAD_MS = 5 * 60_000;

export const ImportUsage = z.object({
  /** Slug or id. */
  tenant: z.string().trim().min(1),
  events: z
    .array(
      z
        .object({
          key: z.string().min(1).max(200),
          kind: z.enum(IMPORTED_KINDS),
          quantity: z.int(),
          occurred_at: z.iso.datetime({ offset: true }),
        })
        .refine((e) => e.kind === "storage_delta" || e.quantity >= 0, {
          path: ["quantity"],
          message: "Only a storage_delta may be negative.",
        }),
    )
    .min(1)
    .max(MAX_EVENTS, `Send at most ${MAX_EVENTS} events at once.`),
});

export const UsageImported = z.object({
  accepted: z.number(),
  /** The same key and payload as before: counted once. */
  duplicates: z.number(),
  /** A key that was counted with another payload: not counted, kept for an operator. */
  conflicts: z.number(),
});

/**
 * Usage that an operator brings in. All of a batch's new events are counted, in one transaction; the tenant's storage and
 * its calls of the running month move with them. Throws `Conflict` (`usage_key_conflict`, with the three counts and the
 * keys) when a key came with another payload than before: those are kept aside, everything else is counted.
 */
export async function importUsage(
  input: z.output<typeof ImportUsage>,
): Promise<z.output<typeof UsageImported>> {
  checkTimes(input.events);
  const rows = await withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(
        z.uuid().safeParse(input.tenant).success
          ? eq(tenants.id, input.tenant)
          : eq(tenants.slug, input.tenant),
      );
    if (!tenant) throw new NotFound("tenant_not_found", `There is no organisation ${input.tenant}.`);
    for (const month of new Set(input.events.map((e) => monthOf(new Date(e.occurred_at)))))
      await tx.execute(sql`select ensure_usage_partition(${month}::date)`);
    const column = (pick: (event: (typeof input.events)[number]) => string) =>
      textArray(input.events.map(pick));
    return tx
      .execute<{ key: string; verdict: "accepted" | "duplicate" | "conflict" }>(
        sql`select * from record_usage(${tenant.id}, 'import', ${column((e) => e.key)}::text::text[], ${column((e) => e.kind)}::text::text[],
          ${column((e) => String(e.quantity))}::text::numeric[], ${column(() => "{}")}::text::jsonb[],
          ${column((e) => new Date(e.occurred_at).toISOString())}::text::timestamptz[])`,
      )
      .catch(rethrowNegativeStorage);
  });
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const counts = {
    accepted: count("accepted"),
    duplicates: count("duplicate"),
    conflicts: count("conflict"),
  };
  if (counts.conflicts > 0)
    throw new Conflict(
      "usage_key_conflict",
      "Some keys were counted before with another kind, quantity or time. Those events are kept for an operator and not counted; use new keys for new events.",
      { ...counts, keys: rows.filter((row) => row.verdict === "conflict").map((row) => row.key) },
    );
  return counts;
}

function checkTimes(events: z.output<typeof ImportUsage>["events"]): void {
  const graceDays = config().billing.usageGraceDays;
  const now = Date.now();
  // The month that just ended is always open to late events; earlier ones for the days of grace after their end.
  const oldest = Math.min(
    now - graceDays * 86_400_000,
    startOfMonth(addMonths(monthOf(new Date(now)), -1)).getTime(),
  );
  const issues = events.flatMap((event, i) => {
    const at = Date.parse(event.occurred_at);
    const path = `events.${i}.occurred_at`;
    if (at > now + AHEAD_MS) return [{ path, message: "This time is in the future." }];
    if (at < oldest)
      return [
        {
          path,
          message: `Events may be at most ${graceDays} days late. Settle older ones by a credit note or a manual line.`,
        },
      ];
    return [];
  });
  if (issues.length > 0) throw new Invalid("usage_time_refused", "Some events cannot be counted.", issues);
}

function rethrowNegativeStorage(error: unknown): never {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  if (
    typeof cause === "object" &&
    cause !== null &&
    "constraint_name" in cause &&
    cause.constraint_name === "tenants_storage_not_negative"
  )
    throw new Invalid(
      "storage_below_zero",
      "These events would release more bytes than are stored. Nothing was counted; check the storage_delta events.",
    );
  throw error;
}
