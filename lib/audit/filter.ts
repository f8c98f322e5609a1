import { and, eq, ilike, inArray, like, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { auditLogs, auditLogsRestored } from "#db/schema/audit.ts";
import { apiKeys, users } from "#db/schema/auth.ts";
import { readCursor } from "#lib/http/cursor.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Which rows: each that is given must hold. */
export const AuditFilter = z.object({
  /** `user:<id>`, `api_key:<id>`, `operator` or `system`. */
  actor: z.string().trim().max(100).optional(),
  /** `file.deleted`, or the beginning of several: `file`. */
  action: z
    .string()
    .trim()
    .max(100)
    .regex(/^[a-z0-9_]+(\.[a-z0-9_]*)?$/, issueText("audit.actionFileDeleted"))
    .optional(),
  /** What it was done to: its id. */
  target: z.string().trim().max(200).optional(),
  /** Days in UTC, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Words that occur in the entry or in the name of who did it. */
  q: z.string().trim().max(200).optional(),
});
export type Filter = z.output<typeof AuditFilter>;

/** Where entries stand: in the log, and for a time those of archived days that somebody asked for. */
export const ENTRY_TABLES = [auditLogs, auditLogsRestored] as const;
export type EntryTable = (typeof ENTRY_TABLES)[number];

/** The condition for a page of the organisation's log, newest first, after `cursor`. */
export async function conditionOf(
  ctx: Ctx,
  tx: Transaction,
  filter: Filter,
  cursor: string | undefined,
): Promise<(log: EntryTable) => SQL | undefined> {
  const after = cursor ? readCursor(cursor) : null;
  const { actor, action, target, from, to, q } = filter;
  const mentioned = q ? await mentions(tx, q) : null;
  return (log) =>
    and(
      eq(log.tenantId, ctx.tenant.id),
      actor === "operator"
        ? or(eq(log.actor, actor), like(log.actor, "operator:%"))
        : actor
          ? eq(log.actor, actor)
          : undefined,
      action ? actionIs(log, action) : undefined,
      target ? eq(log.targetId, target) : undefined,
      from ? sql`${log.createdAt} >= ${`${from}T00:00:00Z`}::timestamptz` : undefined,
      to ? sql`${log.createdAt} < ${`${to}T00:00:00Z`}::timestamptz + interval '24 hours'` : undefined,
      mentioned?.(log),
      after
        ? sql`(${log.createdAt}, ${log.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
        : undefined,
    );
}

function actionIs(log: EntryTable, action: string): SQL {
  const [noun, verb] = action.split(".");
  return verb ? eq(log.action, action) : like(log.action, `${escaped(noun ?? "")}.%`);
}

async function mentions(tx: Transaction, q: string): Promise<(log: EntryTable) => SQL | undefined> {
  const pattern = `%${escaped(q)}%`;
  const people = await tx
    .select({ id: users.id })
    .from(users)
    .where(or(ilike(users.name, pattern), ilike(users.email, pattern)))
    .limit(200);
  const keys = await tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(ilike(apiKeys.name, pattern))
    .limit(200);
  const actors = [...people.map(({ id }) => `user:${id}`), ...keys.map(({ id }) => `api_key:${id}`)];
  return (log) =>
    or(
      actors.length > 0 ? inArray(log.actor, actors) : undefined,
      sql`concat_ws(' ', ${log.action}, ${log.targetId}, ${log.detail}::text, ${log.before}::text, ${log.after}::text, ${log.ip}, ${log.traceId}) ilike ${pattern}`,
    );
}

/** `%`, `_` and `\` stand for themselves. */
const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");
