import { and, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships, tenantInvitations } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { estimateShares } from "#db/schema/variants.ts";
import { needing } from "#lib/estimates/needs.ts";
import { isPending } from "#lib/members/pending.ts";
import { type Ctx, hasRole, person, requireRole } from "#lib/tenancy/context.ts";

/** What a new organisation does first, in order, each with the least role that can. */
const STEPS = [
  ["model", "editor"],
  ["estimate", "viewer"],
  ["materials", "editor"],
  ["report", "viewer"],
  ["settings", "admin"],
  ["invite", "admin"],
] as const;
type StepId = (typeof STEPS)[number][0];

export const FirstSteps = z.object({
  /** The member has put the list away. */
  dismissed: z.boolean(),
  /** A model is being processed: more will be there in a moment. */
  working: z.boolean(),
  /** Those that the member's role allows. */
  steps: z.array(
    z.object({
      id: z.enum(STEPS.map(([id]) => id)),
      done: z.boolean(),
      /** The file (`materials`) or estimate (`estimate`, `report`) it is done with; null where it needs none, or none is there yet. */
      target: z.string().nullable(),
    }),
  ),
});

export const ChangeFirstSteps = z.strictObject({ dismissed: z.boolean() });

/** How far the organisation has come, as its own rows say, and whether the member wants to see it. Members only. */
export async function readFirstSteps(ctx: Ctx): Promise<z.input<typeof FirstSteps>> {
  requireRole(ctx, "viewer");
  const { userId, role } = person(ctx);
  return ctx.transaction(async (tx) => {
    const [mine] = await tx
      .select({ dismissedAt: memberships.checklistDismissedAt })
      .from(memberships)
      .where(ownMembership(ctx, userId));
    const facts = await readFacts(ctx, tx);
    return {
      dismissed: Boolean(mine?.dismissedAt),
      working: facts.working,
      steps: STEPS.filter(([, least]) => hasRole(role, least)).map(([id]) => ({ id, ...facts.steps[id] })),
    };
  });
}

/** Puts the list away for this member, or brings it back. */
export async function changeFirstSteps(
  ctx: Ctx,
  { dismissed }: z.output<typeof ChangeFirstSteps>,
): Promise<z.input<typeof FirstSteps>> {
  const { userId } = person(ctx);
  await ctx.transaction((tx) =>
    tx
      .update(memberships)
      .set({ checklistDismissedAt: dismissed ? sql`now()` : null })
      .where(ownMembership(ctx, userId)),
  );
  return readFirstSteps(ctx);
}

const ownMembership = (ctx: Ctx, userId: string): SQL | undefined =>
  and(eq(memberships.tenantId, ctx.tenant.id), eq(memberships.userId, userId));

interface Facts {
  working: boolean;
  steps: Record<StepId, { done: boolean; target: string | null }>;
}

async function readFacts(ctx: Ctx, tx: Transaction): Promise<Facts> {
  const tenantId = ctx.tenant.id;
  const [models] = await tx
    .select({
      there: sql<boolean>`bool_or(${files.status} <> 'pending')`,
      processed: sql<boolean>`bool_or(${files.status} = 'completed')`,
      working: sql<boolean>`bool_or(${inArray(files.status, ["uploaded", "processing"])})`,
    })
    .from(files)
    .where(eq(files.tenantId, tenantId));
  const [open] = await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), needing("unknown_materials")))
    .orderBy(desc(files.createdAt))
    .limit(1);
  const [estimate] = await tx
    .select({ id: costEstimates.id })
    .from(costEstimates)
    .where(and(eq(costEstimates.tenantId, tenantId), eq(costEstimates.status, "complete")))
    .orderBy(desc(costEstimates.createdAt))
    .limit(1);
  const [organisation] = await tx
    .select({ logo: tenants.logoUrl, revision: tenantSettings.revision })
    .from(tenantSettings)
    .innerJoin(tenants, eq(tenants.id, tenantSettings.tenantId))
    .where(eq(tenantSettings.tenantId, tenantId));
  const step = (done: boolean, target: string | null = null) => ({ done, target });
  const newest = estimate?.id ?? null;
  return {
    working: Boolean(models?.working),
    steps: {
      model: step(Boolean(models?.there)),
      estimate: step(newest !== null, newest),
      materials: step(Boolean(models?.processed) && !open, open?.id ?? null),
      report: step(await wasGivenOut(tx, tenantId), newest),
      // Its revision counts changes: the first one is as the organisation was made.
      settings: step(organisation?.logo !== null || organisation.revision > 1),
      invite: step((await people(tx, tenantId)) > 1),
    },
  };
}

/** An estimate has left the product: as a document, or by a link. */
async function wasGivenOut(tx: Transaction, tenantId: string): Promise<boolean> {
  const [exported] = await tx
    .select({ id: auditLogs.id })
    .from(auditLogs)
    .where(
      and(
        eq(auditLogs.tenantId, tenantId),
        inArray(auditLogs.action, ["estimate.exported", "file.exported"]),
      ),
    )
    .limit(1);
  if (exported) return true;
  const [shared] = await tx
    .select({ id: estimateShares.id })
    .from(estimateShares)
    .where(eq(estimateShares.tenantId, tenantId))
    .limit(1);
  return Boolean(shared);
}

/** Members, and those who are invited. */
async function people(tx: Transaction, tenantId: string): Promise<number> {
  const [members] = await tx
    .select({ n: count() })
    .from(memberships)
    .where(eq(memberships.tenantId, tenantId));
  const [invited] = await tx
    .select({ n: count() })
    .from(tenantInvitations)
    .where(and(eq(tenantInvitations.tenantId, tenantId), isPending()));
  return (members?.n ?? 0) + (invited?.n ?? 0);
}
