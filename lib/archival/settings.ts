import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { type Ctx, joined, requireRole } from "#lib/tenancy/context.ts";
import { lockSettings, NEXT_REVISION } from "#lib/tenancy/settings.ts";
import { DEFAULT_RULES, ownRules, rulesOf } from "./rules.ts";
import { OwnRulesView, presentRules, RulesView, toOwnRules } from "./rules-view.ts";

export const ArchivalSettings = z.object({
  /** In force. */
  rules: RulesView,
  defaults: RulesView,
  /** Files that are kept hot, and on hold, by themselves or by their project. */
  kept_hot: z.number(),
  on_hold: z.number(),
  /** Counts the changes of all the organisation's settings; also the answer's ETag. */
  revision: z.number(),
});

export const SetArchivalRules = z.strictObject({ rules: OwnRulesView });

export async function readArchivalSettings(ctx: Ctx): Promise<z.input<typeof ArchivalSettings>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const [settings] = await tx
      .select({ own: tenantSettings.archivalRules, revision: tenantSettings.revision })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, ctx.tenant.id));
    if (!settings) throw new Error(`Tenant ${ctx.tenant.id} has no settings`);
    return {
      rules: presentRules(rulesOf(settings.own)),
      defaults: presentRules(DEFAULT_RULES),
      ...(await countKept(tx, ctx.tenant.id)),
      revision: settings.revision,
    };
  });
}

/**
 * Sets the rules, for the runs that start from then on; what is left out is as by default. Throws 412 `settings_changed`
 * where `ifMatch` names another revision than the present one.
 */
export async function setArchivalRules(
  ctx: Ctx,
  { rules }: z.output<typeof SetArchivalRules>,
  ifMatch: string | null = null,
): Promise<z.input<typeof ArchivalSettings>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const { settings } = await lockSettings(ctx, tx, ifMatch);
    const after = rulesOf(toOwnRules(rules));
    await tx
      .update(tenantSettings)
      .set({ archivalRules: ownRules(after), revision: NEXT_REVISION })
      .where(eq(tenantSettings.tenantId, ctx.tenant.id));
    await audit(
      ctx,
      tx,
      "archival.rules_changed",
      { type: "tenant", id: ctx.tenant.id },
      {},
      { before: presentRules(rulesOf(settings.archivalRules)), after: presentRules(after) },
    );
    return readArchivalSettings(joined(ctx, tx));
  });
}

async function countKept(tx: Transaction, tenantId: string): Promise<{ kept_hot: number; on_hold: number }> {
  const [row] = await tx.execute<{ kept_hot: number; on_hold: number }>(sql`
    select count(*) filter (where f.keep_hot or p.keep_hot)::int as kept_hot,
      count(*) filter (where f.legal_hold or p.legal_hold)::int as on_hold
    from files f left join projects p on p.tenant_id = f.tenant_id and p.id = f.project_id
    where f.tenant_id = ${tenantId} and f.status <> 'pending'`);
  return row ?? { kept_hot: 0, on_hold: 0 };
}
