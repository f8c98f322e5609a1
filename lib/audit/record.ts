import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { scrub } from "#lib/audit/scrub.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";

export interface AuditTarget {
  type: string;
  id: string;
}

/**
 * The fields that changed, as they were and as they are; what is new has no `before`, what is gone no `after`. With both
 * given, fields that are the same in either are left out.
 */
export interface AuditChange {
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

/**
 * Writes who did what into the audit log, in the transaction of the deed.
 * `action` is `<noun>.<past-tense verb>`; `detail` holds what there is to say beside the change, no secrets and no file
 * contents.
 */
export async function audit(
  ctx: Ctx,
  tx: Transaction,
  action: string,
  target: AuditTarget,
  detail: Record<string, unknown> = {},
  change: AuditChange = {},
): Promise<void> {
  const { ip, userAgent, traceId } = ctx;
  const who = { tenantId: ctx.tenant.id, actor: actor(ctx), ip, userAgent, traceId };
  await auditAs(tx, who, action, target, detail, change);
}

/** Whose organisation's log, and who did it, where no context of a member, key or job says so. */
export interface AuditActor {
  tenantId: string;
  /** `user:<id>`, `api_key:<id>`, `operator:<id>`, `operator` or `system`. */
  actor: string;
  ip?: string | null;
  userAgent?: string | null;
  traceId?: string | null;
}

/** The same for what is done without a context: by operators, at sign-up, by jobs across organisations. */
export async function auditAs(
  tx: Transaction,
  who: AuditActor,
  action: string,
  target: AuditTarget,
  detail: Record<string, unknown> = {},
  change: AuditChange = {},
): Promise<void> {
  await tx.insert(auditLogs).values(auditRow(who, action, target, detail, change));
}

/** One row of the log, for those who write many at once. */
export function auditRow(
  { tenantId, actor, ip, userAgent, traceId }: AuditActor,
  action: string,
  target: AuditTarget,
  detail: Record<string, unknown> = {},
  change: AuditChange = {},
): typeof auditLogs.$inferInsert {
  const { before, after } = onlyChanged(change);
  return {
    tenantId,
    actor,
    action,
    targetType: target.type,
    targetId: target.id,
    detail: scrub(detail),
    before,
    after,
    ip,
    userAgent: userAgent?.slice(0, MAX_USER_AGENT),
    traceId: traceId || null,
  };
}

const MAX_USER_AGENT = 400;

function onlyChanged(change: AuditChange): AuditChange {
  const before = change.before ? scrub(change.before) : null;
  const after = change.after ? scrub(change.after) : null;
  // Compared before anything is taken out: that a secret changed shows, what it was does not.
  const same = (name: string) =>
    JSON.stringify(plain(change.before?.[name])) === JSON.stringify(plain(change.after?.[name]));
  if (!before || !after) return { before, after };
  const names = Object.keys({ ...before, ...after }).filter((name) => !same(name));
  const pick = (record: Record<string, unknown>) =>
    Object.fromEntries(names.filter((name) => name in record).map((name) => [name, record[name]]));
  return { before: pick(before), after: pick(after) };
}

/** As JSON tells values apart, which knows no bigint. */
const plain = (value: unknown): unknown => (typeof value === "bigint" ? value.toString() : (value ?? null));
