import { and, desc, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { auditChain, auditLogs } from "#db/schema/audit.ts";
import { ActorView, namesOf } from "#lib/audit/actors.ts";
import { AuditFilter, conditionOf } from "#lib/audit/filter.ts";
import { writeCursor } from "#lib/http/cursor.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const ListAuditLogs = AuditFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

const Fields = z.record(z.string(), z.unknown());

export const AuditEntry = z.object({
  id: z.string(),
  /** Its place in the chain; null until its transaction is through. */
  seq: z.number().nullable(),
  actor: ActorView,
  /** `<noun>.<past-tense verb>`. */
  action: z.string(),
  target: z.object({ type: z.string(), id: z.string() }),
  detail: Fields,
  /** The fields that changed; null before there was anything, or after it is gone. */
  before: Fields.nullable(),
  after: Fields.nullable(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  trace_id: z.string().nullable(),
  created_at: z.string(),
});
export type Entry = z.input<typeof AuditEntry>;

export const AuditLogs = z.object({
  items: z.array(AuditEntry),
  /** The address of the next page. */
  next: z.string().nullable(),
});

/** The organisation's audit log, newest first. Throws `Invalid` (`cursor_invalid`). */
export async function listAuditLogs(
  ctx: Ctx,
  { limit, cursor, ...filter }: z.output<typeof ListAuditLogs>,
): Promise<z.input<typeof AuditLogs>> {
  requireRole(ctx, "admin");
  const rows = await ctx.transaction(async (tx) =>
    entriesOf(ctx, tx, await conditionOf(ctx, tx, filter, cursor), limit + 1),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last;
  if (!more) return { items, next: null };
  const query = new URLSearchParams(
    Object.entries({ ...filter, limit: String(limit), cursor: cursorAfter(last) }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return { items, next: `/api/audit-logs?${query}` };
}

export const cursorAfter = ({ created_at, id }: Pick<Entry, "created_at" | "id">): string =>
  writeCursor({ createdAt: new Date(created_at), id });

export async function entriesOf(
  ctx: Ctx,
  tx: Transaction,
  condition: SQL | undefined,
  limit: number,
): Promise<Entry[]> {
  const rows = await tx
    .select({ log: auditLogs, seq: auditChain.seq })
    .from(auditLogs)
    .leftJoin(
      auditChain,
      and(eq(auditChain.auditId, auditLogs.id), eq(auditChain.tenantId, auditLogs.tenantId)),
    )
    .where(condition)
    .orderBy(desc(auditLogs.createdAt), desc(auditLogs.id))
    .limit(limit);
  const names = await namesOf(
    tx,
    ctx.tenant.id,
    rows.map(({ log }) => log.actor),
  );
  return rows.flatMap(({ log, seq }) => {
    const actor = names.get(log.actor);
    return actor
      ? [
          {
            id: log.id,
            seq,
            actor,
            action: log.action,
            target: { type: log.targetType, id: log.targetId },
            detail: log.detail,
            before: log.before,
            after: log.after,
            ip: log.ip,
            user_agent: log.userAgent,
            trace_id: log.traceId,
            created_at: log.createdAt.toISOString(),
          },
        ]
      : [];
  });
}
