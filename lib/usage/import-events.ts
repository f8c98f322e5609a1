import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { errorCode } from "#db/error-code.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { config } from "#lib/config/index.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordForTenant } from "#lib/operators/record.ts";
import { importKey, shownKey } from "#lib/usage/import-key.ts";
import { addMonths, monthOf, startOfMonth } from "#lib/usage/month.ts";

const IMPORTED_KINDS = ["file_processed", "file_uploaded", "api_call", "storage_delta"] as const;
const MAX_EVENTS = 10_000;
/** Clocks of others may be a little ahead. */
const AHEAD_MS = 5 * 60_000;
const OUT_OF_RANGE = "22003";

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
 * keys) when a key came with another payload than before: those are kept aside, everything else is counted. Throws
 * `Invalid` (`usage_time_refused`, `storage_below_zero`, `usage_too_large`) with nothing counted.
 */
export async function importUsage(
  input: z.output<typeof ImportUsage>,
  by: OperatorCtx = COMMAND,
): Promise<z.output<typeof UsageImported>> {
  checkTimes(input.events);
  // Apart: the partition's lock must not be held while others are waited for.
  await withSystem(async (tx) => {
    for (const month of new Set(input.events.map((e) => monthOf(new Date(e.occurred_at)))))
      await tx.execute(sql`select ensure_usage_partition(${month}::date)`);
  });
  const rows = await withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(
        z.uuid().safeParse(input.tenant).success
          ? eq(tenants.id, input.tenant)
          : eq(tenants.slug, input.tenant),
      )
      // First the organisation and then its usage, as an upload takes them: so none waits for the other in a circle.
      .for("no key update");
    if (!tenant) throw new NotFound("tenant_not_found", `There is no organisation ${input.tenant}.`);
    const column = (pick: (event: (typeof input.events)[number]) => string) =>
      textArray(input.events.map(pick));
    const kept = await keptKeys(
      tx,
      tenant.id,
      column((e) => e.key),
    );
    const counted = await tx
      .execute<{ key: string; verdict: "accepted" | "duplicate" | "conflict" }>(
        sql`select * from record_usage(${tenant.id}, 'import', ${column((e) => kept(e.key))}::text::text[], ${column((e) => e.kind)}::text::text[],
          ${column((e) => String(e.quantity))}::text::numeric[], ${column(() => "{}")}::text::jsonb[],
          ${column((e) => new Date(e.occurred_at).toISOString())}::text::timestamptz[])`,
      )
      .catch(rethrowRefused);
    const counts = countsOf(counted);
    if (counts.accepted + counts.conflicts > 0)
      await recordForTenant(tx, by, tenant.id, "usage.imported", { type: "tenant", id: tenant.id }, counts);
    return counted;
  });
  const counts = countsOf(rows);
  if (counts.conflicts > 0)
    throw new Conflict(
      "usage_key_conflict",
      "Some keys were counted before with another kind, quantity or time. Those events are kept for an operator and not counted; use new keys for new events.",
      { ...counts, keys: rows.filter((row) => row.verdict === "conflict").map((row) => shownKey(row.key)) },
    );
  return counts;
}

function countsOf(rows: readonly { verdict: string }[]): z.output<typeof UsageImported> {
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  return { accepted: count("accepted"), duplicates: count("duplicate"), conflicts: count("conflict") };
}

/** Under which key each is kept: those that were imported before imports had keys of their own go on under theirs. */
async function keptKeys(tx: Transaction, tenantId: string, keys: string): Promise<(given: string) => string> {
  const rows = await tx.execute<{ key: string }>(sql`
    select e.key from unnest(${keys}::text::text[]) as given(key)
    join usage_events e on e.tenant_id = ${tenantId} and e.key = given.key and e.source = 'import'`);
  const asGiven = new Set(rows.map((row) => row.key));
  return (given) => (asGiven.has(given) ? given : importKey(given));
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

function rethrowRefused(error: unknown): never {
  if (errorCode(error) === OUT_OF_RANGE)
    throw new Invalid(
      "usage_too_large",
      "Together these events are more than can be counted. Nothing was counted; check their quantities.",
    );
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
