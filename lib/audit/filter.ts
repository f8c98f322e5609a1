import { and, eq, ilike, inArray, like, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { apiKeys, users } from "#db/schema/auth.ts";
import { readCursor } from "#lib/http/cursor.ts";
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
    .regex(/^[a-z0-9_]+(\.[a-z0-9_]*)?$/, 'Name an action such as "file.deleted", or its beginning, "file".')
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

/** The condition for a page of the organisation's log, newest first, after `cursor`. */
export async function conditionOf(
  ctx: Ctx,
  tx: Transaction,
  filter: Filter,
  cursor: string | undefined,
): Promise<SQL | undefined> {
  const after = cursor ? readCursor(cursor) : null;
  const { actor, action, target, from, to, q } = filter;
  return and(
    eq(auditLogs.tenantId, ctx.tenant.id),
    actor === "operator"
      ? or(eq(auditLogs.actor, actor), like(auditLogs.actor, "operator:%"))
      : actor
        ? eq(auditLogs.actor, actor)
        : undefined,
    action ? actionIs(action) : undefined,
    target ? eq(auditLogs.targetId, target) : undefined,
    from ? sql`${auditLogs.createdAt} >= ${`${from}T00:00:00Z`}::timestamptz` : undefined,
    to ? sql`${auditLogs.createdAt} < ${`${to}T00:00:00Z`}::timestamptz + interval '24 hours'` : undefined,
    q ? await mentions(tx, q) : undefined,
    after
      ? sql`(${auditLogs.createdAt}, ${auditLogs.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
      : undefined,
  );
}

function actionIs(action: string): SQL {
  const [noun, verb] = action.split(".");
  return verb ? eq(auditLogs.action, action) : like(auditLogs.action, `${escaped(noun ?? "")}.%`);
}

async function mentions(tx: Transaction, q: string): Promise<SQL | undefined> {
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
  const { action, targetId, detail, before, after, ip, traceId } = auditLogs;
  return or(
    actors.length > 0 ? inArray(auditLogs.actor, actors) : undefined,
    sql`concat_ws(' ', ${action}, ${targetId}, ${detail}::text, ${before}::text, ${after}::text, ${ip}, ${traceId}) ilike ${pattern}`,
  );
}

/** `%`, `_` and `\` stand for themselves. */
const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");
