import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { memberships } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";
import { ALL_KINDS, wants } from "./kinds.ts";

export const Notifications = z.object({
  /** Only admins are mailed about the organisation; others' choices count once they are. `sign_ins` and `archive` (restores one asked for) count for everybody. */
  is_mailed: z.boolean(),
  kinds: z.object(Object.fromEntries(ALL_KINDS.map((kind) => [kind, z.boolean()]))),
});

/** What is left out stays as it is. */
export const ChangeNotifications = z
  .partialRecord(z.enum(ALL_KINDS), z.boolean())
  .refine((change) => Object.keys(change).length > 0, "Name what to change.");

/** Which mails about this organisation the person gets. */
export async function readNotifications(ctx: Ctx): Promise<z.input<typeof Notifications>> {
  const { userId, role } = person(ctx);
  const [row] = await ctx.transaction((tx) =>
    tx
      .select({ choices: memberships.notifications })
      .from(memberships)
      .where(and(eq(memberships.tenantId, ctx.tenant.id), eq(memberships.userId, userId))),
  );
  return {
    is_mailed: role === "admin",
    kinds: Object.fromEntries(ALL_KINDS.map((kind) => [kind, wants(row?.choices, kind)])),
  };
}

export async function changeNotifications(
  ctx: Ctx,
  change: z.output<typeof ChangeNotifications>,
): Promise<z.input<typeof Notifications>> {
  const { userId } = person(ctx);
  await ctx.transaction(async (tx) => {
    const mine = and(eq(memberships.tenantId, ctx.tenant.id), eq(memberships.userId, userId));
    const [before] = await tx
      .select({ choices: memberships.notifications })
      .from(memberships)
      .where(mine)
      .for("update");
    const after = { ...before?.choices, ...change };
    await tx.update(memberships).set({ notifications: after }).where(mine);
    await audit(
      ctx,
      tx,
      "notifications.changed",
      { type: "member", id: userId },
      {},
      { before: before?.choices ?? {}, after },
    );
  });
  return readNotifications(ctx);
}
