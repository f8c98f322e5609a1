import { and, asc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { NEVER_SILENT, type NotificationKind, type PersonalKind, wants } from "./kinds.ts";

/** Addresses of the admins who take mails of this kind, in order; see `NEVER_SILENT`. In a system transaction. */
export async function adminsFor(
  tx: Transaction,
  tenantId: string,
  kind: NotificationKind | PersonalKind,
): Promise<string[]> {
  const admins = await tx
    .select({ email: users.email, choices: memberships.notifications })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.role, "admin")))
    .orderBy(asc(memberships.createdAt), asc(users.id));
  const willing = admins.filter(({ choices }) => wants(choices, kind));
  const told = willing.length === 0 && NEVER_SILENT.has(kind) ? admins.slice(0, 1) : willing;
  return told.map(({ email }) => email).sort();
}
