import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { USAGE_KINDS, usageEvents } from "#db/schema/usage.ts";
import { cursorInvalid, isInstant } from "#lib/http/cursor.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { Days, range } from "#lib/usage/daily-usage.ts";
import { shownKey } from "#lib/usage/import-key.ts";

export const ListUsageEvents = Days.extend({
  kind: z.enum(USAGE_KINDS).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});

export const UsageEvents = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(USAGE_KINDS),
      /** Decimal string: files, calls, bytes. */
      quantity: z.string(),
      detail: z.record(z.string(), z.string()),
      occurred_at: z.string(),
    }),
  ),
  next: z.string().nullable(),
});

/** The events behind the numbers, newest first; the days are in UTC and both included. */
export async function listUsageEvents(
  ctx: Ctx,
  input: z.output<typeof ListUsageEvents>,
  now = new Date(),
): Promise<z.input<typeof UsageEvents>> {
  requireRole(ctx, "admin");
  const { from, to } = range(input, now);
  const after = input.cursor ? readCursor(input.cursor) : null;
  const rows = await ctx.transaction((tx) =>
    tx
      .select()
      .from(usageEvents)
      .where(
        and(
          eq(usageEvents.tenantId, ctx.tenant.id),
          sql`${usageEvents.occurredAt} >= ${`${from}T00:00:00Z`}::timestamptz and ${usageEvents.occurredAt} < ${`${to}T00:00:00Z`}::timestamptz + interval '24 hours'`,
          input.kind ? eq(usageEvents.kind, input.kind) : undefined,
          after
            ? sql`(${usageEvents.occurredAt}, ${usageEvents.key}) < (${after.at}::timestamptz, ${after.key})`
            : undefined,
        ),
      )
      .orderBy(desc(usageEvents.occurredAt), desc(usageEvents.key))
      .limit(input.limit + 1),
  );
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      key: shownKey(row.key),
      kind: row.kind,
      quantity: row.quantity,
      detail: row.detail,
      occurred_at: row.occurredAt.toISOString(),
    })),
    next: rows.length > input.limit && last ? writeCursor(last) : null,
  };
}

function writeCursor(last: { occurredAt: Date; key: string }): string {
  return Buffer.from(JSON.stringify([last.occurredAt.toISOString(), last.key])).toString("base64url");
}

function readCursor(cursor: string): { at: string; key: string } {
  try {
    const [at, key] = Position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { at, key };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw cursorInvalid();
    throw error;
  }
}

/** The database takes no NUL in a text. */
const Position = z.tuple([z.string().refine(isInstant), z.string().refine((key) => !key.includes("\0"))]);
