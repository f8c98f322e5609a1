import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { mailSuppressions } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";

/** What a mail provider tells of an address: mails to it come back for good, or its owner called one spam. */
export const MailEvent = z.object({
  type: z.enum(["bounce", "complaint"]),
  email: Email,
  /** The provider's words, such as the receiving server's answer. */
  detail: z.string().max(2000).default(""),
});

const DETAIL_LENGTH = 500;

/** From now on the address gets no notices. What was known of it stays: a complaint weighs more than a bounce. */
export async function suppress({ type, email, detail }: z.output<typeof MailEvent>): Promise<void> {
  const reason = { reason: type, detail: detail.slice(0, DETAIL_LENGTH) };
  await withSystem((tx) =>
    tx
      .insert(mailSuppressions)
      .values({ email: email.toLowerCase(), ...reason })
      .onConflictDoUpdate({
        target: mailSuppressions.email,
        set: reason,
        setWhere: sql`${mailSuppressions.reason} = 'bounce' and excluded.reason = 'complaint'`,
      }),
  );
}

/** Those of the addresses, in lower case, that get no notices. */
export async function suppressedAmong(emails: readonly string[]): Promise<ReadonlySet<string>> {
  if (emails.length === 0) return new Set();
  const rows = await withSystem((tx) =>
    tx
      .select({ email: mailSuppressions.email })
      .from(mailSuppressions)
      .where(
        inArray(
          mailSuppressions.email,
          emails.map((email) => email.toLowerCase()),
        ),
      ),
  );
  return new Set(rows.map(({ email }) => email));
}

/**
 * Mail to the address is tried again: somebody says that it works. A complaint is its owner's word, which nobody else
 * takes back. In a system transaction.
 */
export async function forgetBounce(tx: Transaction, email: string): Promise<void> {
  await tx
    .delete(mailSuppressions)
    .where(and(eq(mailSuppressions.email, email.toLowerCase()), eq(mailSuppressions.reason, "bounce")));
}
