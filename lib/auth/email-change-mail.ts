import { and, eq, gt, sql } from "drizzle-orm";
import { emailChanges, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { mailedSecret } from "#lib/auth/tokens.ts";
import type { Mail } from "#lib/email/mail.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** A change of address can be confirmed this long. */
export const EMAIL_CHANGE_HOURS = 24;

/** The secret of the link that goes to the old or the new address. */
export const emailChangeSecret = (changeId: string, side: "old" | "new") =>
  mailedSecret("email_change", changeId, side);

/** The mail to one of the two addresses; null when the change was cancelled, replaced or made by now. */
export async function emailChangeMail(asked: {
  tenant_id: string;
  change_id: string;
  side: "old" | "new";
}): Promise<Mail | null> {
  const { tenant } = await systemCtx(asked.tenant_id);
  const [change] = await withSystem((tx) =>
    tx
      .select({ newEmail: emailChanges.newEmail, email: users.email })
      .from(emailChanges)
      .innerJoin(users, eq(users.id, emailChanges.userId))
      .where(and(eq(emailChanges.id, asked.change_id), gt(emailChanges.expiresAt, sql`now()`))),
  );
  if (!change) return null;
  const link = `${originOf(tenant.slug)}/confirm-email#${emailChangeSecret(asked.change_id, asked.side)}`;
  return emailChangeWords({ tenantId: tenant.id, ...change }, asked.side, link);
}

/** `email` is the present address. */
export function emailChangeWords(
  { tenantId, email, newEmail }: { tenantId: string | null; email: string; newEmail: string },
  side: "old" | "new",
  link: string,
): Mail {
  const until = `within ${EMAIL_CHANGE_HOURS} hours`;
  if (side === "new")
    return {
      to: newEmail,
      tenantId,
      reason: "account",
      subject: "Confirm your new address",
      paragraphs: [
        `Somebody wants to use this address for their account at Construction AI (now ${email}). If that is you, open this link ${until}. The present address has to agree as well.`,
      ],
      action: { label: "Confirm this address", url: link },
      notes: ["If you do not know of it, ignore this mail; nothing changes."],
    };
  return {
    to: email,
    tenantId,
    reason: "account",
    subject: "Your address is to be changed",
    paragraphs: [
      `Your account at Construction AI is to get the address ${newEmail}. If you asked for that, open this link ${until} to agree.`,
    ],
    action: { label: "Agree to the new address", url: link },
    notes: ["If you did not, do not open it, and change your password: somebody may know it."],
  };
}
