import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { memberships } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";
import { ALL_KINDS, IN_APP_TOPICS, inAppChoice, wants } from "./kinds.ts";

export const Notifications = z.object({
  /** Only admins are mailed about the organisation; others' choices count once they are. `sign_ins` and `archive` (restores one asked for) count for everybody. */
  is_mailed: z.boolean(),
  kinds: z.object(Object.fromEntries(ALL_KINDS.map((kind) => [kind, z.boolean()]))),
  /** Which notices in the product the person gets. */
  in_app: z.object(Object.fromEntries(IN_APP_TOPICS.map((topic) => [topic, z.boolean()]))),
});

const choice = z.boolean().optional();
const MAILS = {
  invoices: choice,
  payment_reminders: choice,
  usage: choice,
  plan_changes: choice,
  domains: choice,
  webhooks: choice,
  sign_ins: choice,
  archive: choice,
} satisfies Record<(typeof ALL_KINDS)[number], typeof choice>;

/** What is left out stays as it is. */
export const ChangeNotifications = z
  .strictObject({ ...MAILS, in_app: z.partialRecord(z.enum(IN_APP_TOPICS), z.boolean()).optional() })
  .refine(
    ({ in_app = {}, ...mails }) => Object.keys({ ...in_app, ...mails }).length > 0,
    issueText("common.whatChange"),
  );

/** Which mails about this organisation, and which notices in the product, the person gets. */
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
    in_app: Object.fromEntries(
      IN_APP_TOPICS.map((topic) => [topic, row?.choices[inAppChoice(topic)] ?? true]),
    ),
  };
}

export async function changeNotifications(
  ctx: Ctx,
  { in_app = {}, ...mails }: z.output<typeof ChangeNotifications>,
): Promise<z.input<typeof Notifications>> {
  const { userId } = person(ctx);
  const change: Record<string, boolean> = {};
  for (const kind of ALL_KINDS) {
    const wanted = mails[kind];
    if (wanted !== undefined) change[kind] = wanted;
  }
  for (const topic of IN_APP_TOPICS) {
    const wanted = in_app[topic];
    if (wanted !== undefined) change[inAppChoice(topic)] = wanted;
  }
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
