import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { users } from "#db/schema/auth.ts";
import { invoices } from "#db/schema/invoices.ts";
import { tenants } from "#db/schema/tenants.ts";
import { moneyOf } from "#lib/billing/money.ts";
import { Money } from "#lib/billing/views.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** Whether the organisation is to be deleted, and what is owed: its deletion lets nobody off. */
export const DeletionState = z.object({
  /** When it is deleted; null: nobody asked for it. */
  due_at: z.string().nullable(),
  /** Mail address of the admin who asked; null for one who is gone. */
  requested_by: z.string().nullable(),
  /** Of invoices that are not paid, a sum for each currency. */
  owed: z.array(Money),
  unpaid_invoices: z.number(),
});

export async function readDeletion(ctx: Ctx): Promise<z.input<typeof DeletionState>> {
  requireRole(ctx, "admin");
  return ctx.transaction((tx) => deletionState(tx, ctx.tenant.id));
}

export async function deletionState(
  tx: Transaction,
  tenantId: string,
): Promise<z.input<typeof DeletionState>> {
  const [row] = await tx
    .select({ dueAt: tenants.deletionDueAt, requestedBy: users.email })
    .from(tenants)
    .leftJoin(users, eq(users.id, tenants.deletionRequestedBy))
    .where(eq(tenants.id, tenantId));
  const open = await tx
    .select({
      currency: invoices.currency,
      minor: sql<string>`sum(${invoices.totalMinor} - ${invoices.paidMinor})::text`,
      count: sql<number>`count(*)::int`,
    })
    .from(invoices)
    .where(and(eq(invoices.tenantId, tenantId), inArray(invoices.status, ["finalised", "sent", "overdue"])))
    .groupBy(invoices.currency)
    .having(sql`sum(${invoices.totalMinor} - ${invoices.paidMinor}) > 0`);
  return {
    due_at: row?.dueAt?.toISOString() ?? null,
    requested_by: row?.requestedBy ?? null,
    owed: open.map(({ minor, currency }) => moneyOf(Number(minor), currency)),
    unpaid_invoices: open.reduce((sum, { count }) => sum + count, 0),
  };
}
