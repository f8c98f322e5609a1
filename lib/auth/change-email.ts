import { randomUUID } from "node:crypto";
import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { errorCode } from "#db/error-code.ts";
import { authTokens, emailChanges, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { audit, auditAs } from "#lib/audit/record.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { EMAIL_CHANGE_HOURS, emailChangeSecret } from "#lib/auth/email-change-mail.ts";
import { addressBlock, countAttempt } from "#lib/auth/rate-limit.ts";
import { tenantOfHost } from "#lib/auth/sign-in.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

export const ChangeEmail = z.object({ email: Email });
/** A change that waits to be confirmed. */
export const EmailChange = z.object({
  new_email: z.string(),
  old_confirmed: z.boolean(),
  new_confirmed: z.boolean(),
  expires_at: z.string(),
});
export const ConfirmEmail = z.object({ token: z.string().min(20).max(200) });
/** `waits_for` names the address that has not confirmed yet; null when the change is done. */
export const EmailConfirmed = z.object({ new_email: z.string(), waits_for: z.string().nullable() });

const PER_ACCOUNT = { attempts: 5, windowSeconds: 3600 };

/**
 * Asks for another address of the person's account. A mail with a link goes to the new address and to the present one;
 * the change is made when both were opened. A change that was asked for before is replaced. Says nothing of whether the
 * new address has an account: only its owner learns that, by the link.
 */
export async function requestEmailChange(
  ctx: Ctx,
  { email: newEmail }: z.output<typeof ChangeEmail>,
): Promise<z.input<typeof EmailChange>> {
  const { userId, email } = person(ctx);
  if (newEmail === email.toLowerCase())
    throw new Invalid("email_unchanged", problemText("auth.yourAddressAlready"), [
      { path: "email", message: problemText("auth.yourAddressAlready") },
    ]);
  await countAttempt(`email-change:${userId}`, PER_ACCOUNT);
  return withSystem(async (tx) => {
    const id = randomUUID();
    const change = {
      id,
      newEmail,
      oldHash: hashSecret(emailChangeSecret(id, "old")),
      newHash: hashSecret(emailChangeSecret(id, "new")),
      oldConfirmedAt: null,
      newConfirmedAt: null,
      expiresAt: sql`now() + ${EMAIL_CHANGE_HOURS} * interval '1 hour'`,
      createdAt: sql`now()`,
    };
    const [row] = await tx
      .insert(emailChanges)
      .values({ userId, ...change })
      .onConflictDoUpdate({ target: emailChanges.userId, set: change })
      .returning();
    if (!row) throw new Error("The change was not stored");
    for (const side of ["old", "new"] as const)
      await emit(tx, {
        name: "mail/requested",
        data: { kind: "email_change", tenant_id: ctx.tenant.id, change_id: id, side },
      });
    await audit(ctx, tx, "email_change.requested", { type: "user", id: userId });
    return present(row);
  });
}

/** The change that waits; null without one. */
export async function readEmailChange(ctx: Ctx): Promise<z.input<typeof EmailChange> | null> {
  const { userId } = person(ctx);
  const [row] = await withSystem((tx) =>
    tx
      .select()
      .from(emailChanges)
      .where(and(eq(emailChanges.userId, userId), gt(emailChanges.expiresAt, sql`now()`))),
  );
  return row ? present(row) : null;
}

/** Makes the links of a change that waits worthless. */
export async function cancelEmailChange(ctx: Ctx): Promise<void> {
  const { userId } = person(ctx);
  await withSystem(async (tx) => {
    const [gone] = await tx
      .delete(emailChanges)
      .where(eq(emailChanges.userId, userId))
      .returning({ id: emailChanges.id });
    if (!gone) throw new NotFound("email_change_not_found", problemText("auth.changeYourAddress"));
    await audit(ctx, tx, "email_change.cancelled", { type: "user", id: userId });
  });
}

/** One of the two addresses agrees, by the secret of its mail. The second one to do so makes the change. */
export async function confirmEmailChange(
  { token }: z.output<typeof ConfirmEmail>,
  origin: { host: string | null; ip: string | null },
): Promise<z.input<typeof EmailConfirmed>> {
  await countAttempt(`email-confirm:${addressBlock(origin.ip)}`, { attempts: 60, windowSeconds: 15 * 60 });
  const hash = hashSecret(token);
  return withSystem(async (tx) => {
    const tenant = await tenantOfHost(tx, origin.host);
    const [change] = await tx
      .select()
      .from(emailChanges)
      .where(
        and(
          or(eq(emailChanges.oldHash, hash), eq(emailChanges.newHash, hash)),
          gt(emailChanges.expiresAt, sql`now()`),
        ),
      )
      .for("update");
    if (!tenant || !change) throw new Invalid("token_spent", problemText("auth.linkTooOld"));
    const [user] = await tx.select().from(users).where(eq(users.id, change.userId));
    if (!user) throw new Error("The change outlived its account");
    const isOld = change.oldHash === hash;
    if (!(isOld ? change.newConfirmedAt : change.oldConfirmedAt)) {
      await tx
        .update(emailChanges)
        .set(isOld ? { oldConfirmedAt: sql`now()` } : { newConfirmedAt: sql`now()` })
        .where(eq(emailChanges.id, change.id));
      return { new_email: change.newEmail, waits_for: isOld ? change.newEmail : user.email };
    }
    const [taken] = await tx
      .select({ id: users.id })
      .from(users)
      .where(sql`lower(${users.email}) = ${change.newEmail}`);
    if (taken) throw addressTaken(problemText("auth.accountOwnHere", { email: change.newEmail }));
    await tx
      .update(users)
      .set({ email: change.newEmail, emailVerifiedAt: sql`now()` })
      .where(eq(users.id, user.id));
    await tx.delete(emailChanges).where(eq(emailChanges.id, change.id));
    // Links that lie in the old address's mail sign nobody in any more.
    await tx
      .update(authTokens)
      .set({ usedAt: sql`now()` })
      .where(and(eq(authTokens.userId, user.id), isNull(authTokens.usedAt)));
    await auditAs(
      tx,
      { tenantId: tenant.id, actor: `user:${user.id}`, ip: origin.ip },
      "email.changed",
      { type: "user", id: user.id },
      {},
      { before: { email: user.email }, after: { email: change.newEmail } },
    );
    return { new_email: change.newEmail, waits_for: null };
  }).catch((error) => {
    // Somebody took the address between the question and the change.
    throw errorCode(error) === "23505" ? addressTaken(problemText("auth.addressTakenMeanwhile")) : error;
  });
}

const addressTaken = (message: string) => new Conflict("address_taken", message);

function present(row: typeof emailChanges.$inferSelect): z.input<typeof EmailChange> {
  return {
    new_email: row.newEmail,
    old_confirmed: row.oldConfirmedAt !== null,
    new_confirmed: row.newConfirmedAt !== null,
    expires_at: row.expiresAt.toISOString(),
  };
}
