import { and, asc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";

/** Mail addresses of all admins of an organisation, whatever mails they chose, in order. In a system transaction. */
export async function adminMails(tx: Transaction, tenantId: string): Promise<string[]> {
  const rows = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.role, "admin")))
    .orderBy(asc(users.email));
  return rows.map(({ email }) => email);
}
