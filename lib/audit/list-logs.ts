import { and, desc, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { auditChain } from "#db/schema/audit.ts";
import { ArchivedDays, archivedDaysOf } from "#lib/archival/logs/archived-days.ts";
import { ActorView, namesOf } from "#lib/audit/actors.ts";
import { AuditFilter, conditionOf, ENTRY_TABLES, type EntryTable } from "#lib/audit/filter.ts";
import { writeCursor } from "#lib/http/cursor.ts";
import { retold } from "#lib/i18n/kept-text.ts";
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
  /** Days of the asked range whose entries are in the archive; null: none. */
  archived_days: ArchivedDays.nullable(),
});

/** The organisation's audit log, newest first, with what was restored of archived days. Throws `Invalid` (`cursor_invalid`). */
export async function listAuditLogs(
  ctx: Ctx,
  { limit, cursor, ...filter }: z.output<typeof ListAuditLogs>,
): Promise<z.input<typeof AuditLogs>> {
  requireRole(ctx, "admin");
  const { rows, archived_days } = await ctx.transaction(async (tx) => ({
    rows: await entriesOf(ctx, tx, await conditionOf(ctx, tx, filter, cursor), limit + 1),
    archived_days: await archivedDaysOf(tx, ctx.tenant.id, filter),
  }));
  const items = rows.slice(0, limit).map(toldAgain);
  const last = items.at(-1);
  const more = rows.length > limit && last;
  if (!more) return { items, next: null, archived_days };
  const query = new URLSearchParams(
    Object.entries({ ...filter, limit: String(limit), cursor: cursorAfter(last) }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return { items, next: `/api/audit-logs?${query}`, archived_days };
}

/** Where an entry says why in a sentence of ours, it says it in the reader's language; an export has it as it was written. */
function toldAgain(entry: Entry): Entry {
  const told = SENTENCES.flatMap((name) => {
    const value = entry.detail[name];
    return typeof value === "string" ? [[name, retold(value)] as const] : [];
  });
  return told.length === 0 ? entry : { ...entry, detail: { ...entry.detail, ...Object.fromEntries(told) } };
}

const SENTENCES = ["problem", "reason", "message"];

export const cursorAfter = ({ created_at, id }: Pick<Entry, "created_at" | "id">): string =>
  writeCursor({ createdAt: new Date(created_at), id });

export async function entriesOf(
  ctx: Ctx,
  tx: Transaction,
  condition: (log: EntryTable) => SQL | undefined,
  limit: number,
): Promise<Entry[]> {
  const rows = await newest(tx, condition, limit);
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

/** The first rows of either place, each entry once. */
async function newest(tx: Transaction, condition: (log: EntryTable) => SQL | undefined, limit: number) {
  const found = [];
  for (const log of ENTRY_TABLES)
    found.push(
      ...(await tx
        .select({ log: columnsOf(log), seq: auditChain.seq })
        .from(log)
        .leftJoin(auditChain, and(eq(auditChain.auditId, log.id), eq(auditChain.tenantId, log.tenantId)))
        .where(condition(log))
        .orderBy(desc(log.createdAt), desc(log.id))
        .limit(limit)),
    );
  const once = new Map(found.map((row) => [row.log.id, row]));
  return [...once.values()]
    .sort(({ log: a }, { log: b }) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}

const columnsOf = (log: EntryTable) => ({
  id: log.id,
  actor: log.actor,
  action: log.action,
  targetType: log.targetType,
  targetId: log.targetId,
  detail: log.detail,
  before: log.before,
  after: log.after,
  ip: log.ip,
  userAgent: log.userAgent,
  traceId: log.traceId,
  createdAt: log.createdAt,
});
