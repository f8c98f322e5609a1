import { and, asc, eq, inArray, notExists, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { apiKeys, memberships, tenantInvitations, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { REQUEST_LIMITS, withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { auditAs } from "#lib/audit/record.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

export const EraseAccount = z.strictObject({
  /** The account's mail address, typed by the person. */
  confirm: z.string().trim().toLowerCase().max(320),
});

/** Organisations whose only admin the person is: they need another one, or have to be deleted first. */
export const ErasureBlockers = z.object({
  organisations: z.array(z.object({ slug: z.string(), name: z.string() })),
});

export async function erasureBlockers(ctx: Ctx): Promise<z.input<typeof ErasureBlockers>> {
  const { userId } = person(ctx);
  return { organisations: await withSystem((tx) => soleAdminOf(tx, userId)) };
}

/**
 * Deletes the person's account: memberships, sessions, tokens, second factor, identities at providers; keys they made
 * stop. Their name and address go from everywhere but the organisations' audit logs, which are evidence and cannot be
 * changed, and closed organisations' invoices and their recipients, which tax law keeps. Records that name who did
 * something keep an id that stands for nobody: "former member".
 * Throws `Invalid` (`confirmation_wrong`), `Conflict` (`last_admin`) with the organisations that need another admin.
 */
export async function eraseAccount(ctx: Ctx, { confirm }: z.output<typeof EraseAccount>): Promise<void> {
  const { userId, email } = person(ctx);
  if (confirm !== email.toLowerCase()) {
    const message = problemText("auth.typeConfirm", { email });
    throw new Invalid("confirmation_wrong", message, [{ path: "confirm", message }]);
  }
  await withSystem(
    async (tx) => {
      const own = await lockOrganisations(tx, userId);
      const blockers = await soleAdminOf(tx, userId);
      if (blockers.length > 0)
        throw new Conflict(
          "last_admin",
          problemText("auth.youOnlyAdmin", { name: blockers.map(({ name }) => name).join(", ") }),
          { organisations: blockers },
        );
      for (const { tenantId, role } of own) {
        const keys = await revokeKeys(tx, tenantId, userId);
        await emit(tx, {
          name: "member/changed",
          data: {
            tenant_id: tenantId,
            change: "removed",
            user_id: userId,
            // It is being forgotten.
            email: "",
            role,
            previous_role: null,
          },
        });
        const who = { tenantId, actor: `user:${userId}`, traceId: ctx.traceId };
        await auditAs(
          tx,
          who,
          "account.erased",
          { type: "user", id: userId },
          { revoked_api_keys: keys },
          { before: { role } },
        );
      }
      await forgetAddress(
        tx,
        email.toLowerCase(),
        own.map(({ tenantId }) => tenantId),
      );
      await tx.execute(sql`delete from idempotency_keys where sender = ${`user:${userId}`}`);
      // Everything that is the person's alone refers to this row and goes with it.
      await tx.delete(users).where(eq(users.id, userId));
    },
    { ...REQUEST_LIMITS, statementMs: 120_000 },
  );
  ctx.log.info({ userId }, "an account was erased");
}

/** In the order of their ids, as everybody who changes members of several does: nobody becomes the last admin meanwhile. */
async function lockOrganisations(tx: Transaction, userId: string) {
  await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(
      inArray(
        tenants.id,
        tx.select({ id: memberships.tenantId }).from(memberships).where(eq(memberships.userId, userId)),
      ),
    )
    .orderBy(asc(tenants.id))
    .for("update");
  return tx
    .select({ tenantId: memberships.tenantId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.userId, userId));
}

async function soleAdminOf(tx: Transaction, userId: string) {
  const others = tx
    .select({ one: sql`1` })
    .from(sql`${memberships} as other`)
    .where(sql`other.tenant_id = ${tenants.id} and other.role = 'admin' and other.user_id <> ${userId}`);
  return tx
    .select({ slug: tenants.slug, name: tenants.name })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(and(eq(memberships.userId, userId), eq(memberships.role, "admin"), notExists(others)))
    .orderBy(asc(tenants.name));
}

async function revokeKeys(tx: Transaction, tenantId: string, userId: string) {
  return tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(
      and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.createdBy, userId), sql`${apiKeys.revokedAt} is null`),
    )
    .returning({ id: apiKeys.id, name: apiKeys.name });
}

/** Takes a mail address out of what is kept beside the account itself. */
async function forgetAddress(tx: Transaction, email: string, own: readonly string[]): Promise<void> {
  const invitations = await tx
    .delete(tenantInvitations)
    .where(sql`lower(${tenantInvitations.email}) = ${email}`)
    .returning({ id: tenantInvitations.id, tenantId: tenantInvitations.tenantId });
  for (const { id, tenantId } of invitations)
    await auditAs(
      tx,
      { tenantId, actor: "system" },
      "invitation.removed",
      { type: "invitation", id },
      { reason: keptText("invited_erased") },
    );
  // A closed organisation's last invoice has nobody else to go to.
  const accounts = await tx.execute<{ tenant_id: string }>(sql`
    update billing_accounts a set contacts = array(select c from unnest(a.contacts) c where lower(c) <> ${email}), updated_at = now()
    from tenants t
    where t.id = a.tenant_id and ${email} in (select lower(c) from unnest(a.contacts) c) and ${notClosedAs("t")}
    returning a.tenant_id`);
  for (const { tenant_id: tenantId } of accounts)
    await auditAs(
      tx,
      { tenantId, actor: "system" },
      "billing_account.changed",
      { type: "tenant", id: tenantId },
      { reason: keptText("contact_erased") },
    );
  await tx.execute(sql`
    update webhook_messages set payload = jsonb_set(payload, '{data,email}', '""')
    where tenant_id = any (${textArray([...own])}::text::uuid[]) and lower(payload #>> '{data,email}') = ${email}`);
  await tx.execute(sql`delete from caught_mails where lower(recipient) = ${email}`);
  // Mails to be written and events that are over; what still runs for others keeps its place.
  await tx.execute(sql`
    delete from outbox where lower(data ->> 'email') = ${email} and (delivered_at is not null or name = 'mail/requested')`);
  await tx.execute(sql`
    with old as (
      delete from job_runs where finished_at is not null and lower(event #>> '{data,email}') = ${email} returning id)
    delete from job_steps where run_id in (select id from old)`);
}

const notClosedAs = (table: "t") => sql`${sql.raw(table)}.slug not like ${`closed-${"_".repeat(36)}`}`;
