import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { type Role, users } from "#db/schema/auth.ts";
import { emit } from "#lib/jobs/outbox.ts";

/** Announces, in the transaction of its cause, that somebody was invited, joined, has another role, or is gone. */
export async function announceMember(
  tx: Transaction,
  tenantId: string,
  change: "invited" | "joined" | "role_changed" | "removed",
  who: ({ userId: string } | { email: string }) & { role: Role; previousRole?: Role },
): Promise<void> {
  const userId = "userId" in who ? who.userId : null;
  const email = "email" in who ? who.email : await emailOf(tx, who.userId);
  await emit(tx, {
    name: "member/changed",
    data: {
      tenant_id: tenantId,
      change,
      user_id: userId,
      email,
      role: who.role,
      previous_role: who.previousRole ?? null,
    },
  });
}

async function emailOf(tx: Transaction, userId: string): Promise<string> {
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  return user?.email ?? "";
}
