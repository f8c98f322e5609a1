import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { tenantSettings } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { hasSecondFactor } from "#lib/auth/second-factor.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person, requireRole } from "#lib/tenancy/context.ts";

/** How members sign in. */
export const SignInSettings = z.object({
  /** Members without a second factor get no further than setting one up. API keys go on. */
  require_second_factor: z.boolean(),
  /** Members who have none yet. */
  members_without: z.number(),
});
export const ChangeSignInSettings = z.strictObject({ require_second_factor: z.boolean() });

export async function readSignInSettings(ctx: Ctx): Promise<z.input<typeof SignInSettings>> {
  requireRole(ctx, "admin");
  return withSystem(async (tx) => {
    const [row] = await tx
      .select({ required: tenantSettings.requireSecondFactor })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, ctx.tenant.id));
    const [members] = await tx.execute<{ without: number }>(membersWithout(ctx.tenant.id));
    return {
      require_second_factor: row?.required ?? false,
      members_without: members?.without ?? 0,
    };
  });
}

/** Acts on every member's next request. Only an admin who has a second factor can require one, so that nobody locks themselves out. */
export async function changeSignInSettings(
  ctx: Ctx,
  { require_second_factor: required }: z.output<typeof ChangeSignInSettings>,
): Promise<z.input<typeof SignInSettings>> {
  requireRole(ctx, "admin");
  const { userId } = person(ctx);
  await withSystem(async (tx) => {
    const ofTenant = eq(tenantSettings.tenantId, ctx.tenant.id);
    // Nobody turns off their own factor between the question and the switch (`disableSecondFactor`).
    const [before] = await tx
      .select({ required: tenantSettings.requireSecondFactor })
      .from(tenantSettings)
      .where(ofTenant)
      .for("update");
    if (required && !(await hasSecondFactor(tx, userId)))
      throw new Conflict("second_factor_first", problemText("auth.setUpYour"));
    if (!before || before.required === required) return;
    await tx.update(tenantSettings).set({ requireSecondFactor: required }).where(ofTenant);
    await audit(
      ctx,
      tx,
      "sign_in.changed",
      { type: "tenant", id: ctx.tenant.id },
      {},
      { before: { require_second_factor: before.required }, after: { require_second_factor: required } },
    );
  });
  return readSignInSettings(ctx);
}

const membersWithout = (tenantId: string) => sql`
  select count(*)::int as without from memberships m where m.tenant_id = ${tenantId} and not exists (
    select from second_factors f where f.user_id = m.user_id and f.confirmed_at is not null)`;
