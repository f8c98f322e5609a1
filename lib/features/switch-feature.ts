import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { featureOverrides, featureSwitches } from "#db/schema/operators.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import { FEATURES, type FeatureName } from "#lib/features/features.ts";
import { forgetSwitches } from "#lib/features/is-on.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed, recordForTenant } from "#lib/operators/record.ts";
import { notClosed } from "#lib/tenancy/closed.ts";

export const SwitchFeature = z.object({ is_on: z.boolean() });
/** Null: as for all again. */
export const OverrideFeature = z.object({ is_on: z.boolean().nullable() });

/** Switches a feature for all who are not set apart. Every process goes by it within five seconds. */
export async function switchFeature(
  by: OperatorCtx,
  name: FeatureName,
  { is_on: isOn }: z.output<typeof SwitchFeature>,
): Promise<void> {
  await withSystem(async (tx) => {
    const change = { isOn, changedBy: by.actor, updatedAt: sql`now()` };
    await tx
      .insert(featureSwitches)
      .values({ name, ...change })
      .onConflictDoUpdate({ target: featureSwitches.name, set: change });
    await recordDeed(tx, by, "feature.switched", { feature: name, is_on: isOn });
  });
  forgetSwitches();
}

/** Sets one organisation apart, or takes that back. Throws `NotFound`; `Invalid` (`not_per_organisation`). */
export async function overrideFeature(
  by: OperatorCtx,
  { name, slug }: { name: FeatureName; slug: string },
  { is_on: isOn }: z.output<typeof OverrideFeature>,
): Promise<void> {
  if (!FEATURES[name].perTenant)
    throw new Invalid(
      "not_per_organisation",
      `${FEATURES[name].label} is on or off for all: it comes before there is an organisation.`,
    );
  await withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(and(eq(tenants.slug, slug), notClosed()));
    if (!tenant) throw new NotFound("tenant_not_found", `There is no organisation ${slug}.`);
    await write(tx, { name, tenantId: tenant.id, isOn, changedBy: by.actor });
    const target = { type: "feature", id: name };
    await recordForTenant(tx, by, tenant.id, "feature.overridden", target, { feature: name, is_on: isOn });
  });
  forgetSwitches();
}

async function write(
  tx: Transaction,
  override: { name: FeatureName; tenantId: string; isOn: boolean | null; changedBy: string },
): Promise<void> {
  const { name, tenantId, isOn, changedBy } = override;
  if (isOn === null) {
    await tx
      .delete(featureOverrides)
      .where(and(eq(featureOverrides.name, name), eq(featureOverrides.tenantId, tenantId)));
    return;
  }
  const change = { isOn, changedBy, updatedAt: sql`now()` };
  await tx
    .insert(featureOverrides)
    .values({ name, tenantId, ...change })
    .onConflictDoUpdate({ target: [featureOverrides.name, featureOverrides.tenantId], set: change });
}
