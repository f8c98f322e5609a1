import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { USAGE_KINDS, USAGE_SOURCES } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordForTenant } from "#lib/operators/record.ts";
import { utc } from "#lib/operators/sql.ts";
import { shownKey } from "#lib/usage/import-key.ts";

export const ListUsageConflicts = z.object({
  state: z.enum(["open", "resolved"]).default("open"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

export const UsageConflictView = z.object({
  id: z.string(),
  tenant: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  key: z.string(),
  /** What came later and was not counted. */
  refused: z.object({
    kind: z.enum(USAGE_KINDS),
    quantity: z.string(),
    occurred_at: z.string(),
    received_at: z.string(),
  }),
  /** What is counted under the key; null when it is gone with its month. */
  counted: z
    .object({
      kind: z.enum(USAGE_KINDS),
      quantity: z.string(),
      occurred_at: z.string(),
      received_at: z.string(),
      source: z.enum(USAGE_SOURCES),
    })
    .nullable(),
  resolved_at: z.string().nullable(),
});

export const UsageConflictList = z.object({
  items: z.array(UsageConflictView),
  total: z.number(),
  next: z.string().nullable(),
});

type View = z.input<typeof UsageConflictView>;

/** Events that were refused because their key is counted with another payload, beside the counted one, newest first. */
export async function listUsageConflicts({
  state,
  limit,
  cursor,
}: z.output<typeof ListUsageConflicts>): Promise<z.input<typeof UsageConflictList>> {
  const after = cursor ? readCursor(cursor) : null;
  const where = state === "open" ? sql`c.resolved_at is null` : sql`c.resolved_at is not null`;
  const next = after
    ? sql` and (c.received_at, c.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
    : sql``;
  return withSystem(async (tx) => {
    const [counted] = await tx.execute<{ total: number }>(
      sql`select count(*)::int as total from usage_conflicts c where ${where}`,
    );
    const rows = await conflicts(tx, sql`${where}${next}`, limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      total: counted?.total ?? 0,
      next:
        rows.length > limit && last
          ? `/api/admin/usage-conflicts?${new URLSearchParams({
              state,
              limit: String(limit),
              cursor: writeCursor({ createdAt: new Date(last.refused.received_at), id: last.id }),
            })}`
          : null,
    };
  });
}

/** An operator has settled it: by new events, a credit note, or by leaving it. Again changes nothing. Throws `NotFound`. */
export async function resolveUsageConflict(id: string, by: OperatorCtx = COMMAND): Promise<View> {
  return withSystem(async (tx) => {
    const [resolved] = await tx.execute<{ tenant_id: string; key: string }>(
      sql`update usage_conflicts set resolved_at = now() where id = ${id}::uuid and resolved_at is null returning tenant_id, key`,
    );
    if (resolved)
      await recordForTenant(
        tx,
        by,
        resolved.tenant_id,
        "usage_conflict.resolved",
        { type: "usage_conflict", id },
        { key: shownKey(resolved.key) },
      );
    const [view] = await conflicts(tx, sql`c.id = ${id}::uuid`, 1);
    if (!view)
      throw new NotFound("usage_conflict_not_found", "There is no such conflict. Open it from the list.");
    return view;
  });
}

interface Row extends Record<string, unknown> {
  id: string;
  tenant_id: string;
  slug: string;
  name: string;
  key: string;
  refused: View["refused"];
  counted: View["counted"];
  resolved_at: string | null;
}

async function conflicts(tx: Transaction, where: SQL, limit: number): Promise<View[]> {
  const event = (alias: SQL, received: SQL) => sql`'kind', ${alias}.kind, 'quantity', ${alias}.quantity::text,
    'occurred_at', ${utc(sql`${alias}.occurred_at`)}, 'received_at', ${utc(received)}`;
  const rows = await tx.execute<Row>(sql`
    select c.id, c.tenant_id, t.slug, t.name, c.key, ${utc(sql`c.resolved_at`)} as resolved_at,
      json_build_object(${event(sql`c`, sql`c.received_at`)}) as refused,
      (select json_build_object(${event(sql`e`, sql`e.recorded_at`)}, 'source', e.source)
        from usage_events e where e.tenant_id = c.tenant_id and e.key = c.key and e.source <> 'request' limit 1) as counted
    from usage_conflicts c join tenants t on t.id = c.tenant_id
    where ${where} order by c.received_at desc, c.id desc limit ${limit}`);
  return rows.map(({ tenant_id, slug, name, ...rest }) => ({
    id: rest.id,
    key: shownKey(rest.key),
    refused: rest.refused,
    counted: rest.counted,
    resolved_at: rest.resolved_at,
    tenant: { id: tenant_id, slug, name },
  }));
}
