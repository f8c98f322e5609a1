import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";

/**
 * Writes who did what into the audit log, in the transaction of the deed.
 * `action` is `<noun>.<past-tense verb>`; `detail` holds no secrets and no file contents.
 */
export async function audit(
  ctx: Ctx,
  tx: Transaction,
  action: string,
  target: { type: string; id: string },
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.insert(auditLogs).values({
    tenantId: ctx.tenant.id,
    actor: actor(ctx),
    action,
    targetType: target.type,
    targetId: target.id,
    detail,
    ip: ctx.ip,
    traceId: ctx.traceId,
  });
}
