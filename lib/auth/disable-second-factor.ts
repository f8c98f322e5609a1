import { and, asc, eq, sql } from "drizzle-orm";
import { memberships, recoveryCodes, secondFactors } from "#db/schema/auth.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { tellOwner } from "#lib/auth/security-mail.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

/**
 * Turns the person's second factor off, with its recovery codes. The route asks for a fresh confirmation, which is a code
 * where there is a factor. Refused while an organisation of theirs requires one, also against that being switched on at
 * the same moment.
 */
export async function disableSecondFactor(ctx: Ctx): Promise<void> {
  const { userId, email } = person(ctx);
  await withSystem(async (tx) => {
    const homes = await tx
      .select({ name: tenants.name, required: tenantSettings.requireSecondFactor })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .innerJoin(tenantSettings, eq(tenantSettings.tenantId, tenants.id))
      .where(eq(memberships.userId, userId))
      .orderBy(asc(tenants.name))
      .for("share", { of: tenantSettings });
    const demanding = homes.filter(({ required }) => required).map(({ name }) => name);
    if (demanding.length > 0)
      throw new Conflict(
        "second_factor_required_by_organisation",
        problemText("auth.lengthSelectYes", {
          demanding: demanding.join(", "),
          one: demanding.length === 1 ? "yes" : "no",
        }),
      );
    const [gone] = await tx
      .delete(secondFactors)
      .where(and(eq(secondFactors.userId, userId), sql`${secondFactors.confirmedAt} is not null`))
      .returning({ id: secondFactors.userId });
    if (!gone) throw new Conflict("second_factor_absent", problemText("auth.yourAccountSecond"));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    await audit(ctx, tx, "second_factor.disabled", { type: "user", id: userId });
    await tellOwner(tx, "second_factor_disabled", { ...ctx, email, tenantId: ctx.tenant.id });
  });
}
