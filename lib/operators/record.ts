import type { Transaction } from "#db/client.ts";
import { operatorLogs } from "#db/schema/operators.ts";
import { type AuditChange, type AuditTarget, auditAs } from "#lib/audit/record.ts";
import { scrub } from "#lib/audit/scrub.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";

/**
 * Writes what an operator did into the platform's own log, in the transaction of the deed. `action` is
 * `<noun>.<past-tense verb>`; `detail` holds no secrets. `aboutTenant` is the organisation it was about, if any.
 */
export async function recordDeed(
  tx: Transaction,
  by: OperatorCtx,
  action: string,
  detail: Record<string, unknown> = {},
  aboutTenant: string | null = null,
): Promise<void> {
  const { actor, ip, traceId } = by;
  await tx.insert(operatorLogs).values({ actor, action, aboutTenant, detail: scrub(detail), ip, traceId });
}

/** The same for what changes an organisation: on the platform's side and in the organisation's own audit log. */
export async function recordForTenant(
  tx: Transaction,
  by: OperatorCtx,
  tenantId: string,
  action: string,
  target: AuditTarget,
  detail: Record<string, unknown> = {},
  change: AuditChange = {},
): Promise<void> {
  const { actor, traceId } = by;
  // Where operators sit is nothing that organisations need to know.
  await auditAs(tx, { tenantId, actor, traceId }, action, target, detail, change);
  const what = target.type === "tenant" ? {} : { target: `${target.type} ${target.id}` };
  await recordDeed(tx, by, action, { ...what, ...detail, ...change }, tenantId);
}
