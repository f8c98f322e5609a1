import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { Forbidden } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { endRunning } from "#lib/support/end-running.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";

/** The operator leaves the organisation. Throws `Forbidden` for whoever is there as something else. */
export async function endSupport(ctx: Ctx): Promise<void> {
  const { principal, tenant, ip, userAgent, traceId } = ctx;
  if (principal.kind !== "operator")
    throw new Forbidden("operator_required", problemText("support.endsVisitOperator"));
  const { supportSessionId: id, operatorId } = principal;
  await withSystem(async (tx) => {
    for (const _ended of await endRunning(tx, { tenantId: tenant.id, id })) {
      await audit(ctx, tx, "support_session.ended", { type: "support_session", id });
      const by = { actor: actor(ctx), operatorId, ip, userAgent, traceId };
      await recordDeed(tx, by, "support_session.ended", { support_session: id }, tenant.id);
    }
  });
}
