import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { invoices } from "#db/schema/invoices.ts";
import { tenants } from "#db/schema/tenants.ts";
import { auditAs } from "#lib/audit/record.ts";
import { config } from "#lib/config/index.ts";
import { keptText } from "#lib/i18n/kept-text.ts";

/** Suspends an active tenant for unpaid invoices. False for one that is suspended already, whoever did it. */
export async function suspendForPayment(tx: Transaction, tenantId: string, at: Date): Promise<boolean> {
  const changed = await tx
    .update(tenants)
    .set({ isActive: false })
    .where(and(eq(tenants.id, tenantId), eq(tenants.isActive, true)))
    .returning({ id: tenants.id });
  if (changed.length === 0) return false;
  await tx
    .update(billingAccounts)
    .set({ suspendedForPaymentAt: at })
    .where(eq(billingAccounts.tenantId, tenantId));
  await record(tx, tenantId, "tenant.suspended", keptText("unpaid_invoices"));
  return true;
}

/**
 * Gives a tenant that was suspended for payment its access back, unless another invoice is unpaid for as long as
 * suspends. A suspension of an operator's own stays. Run it after the invoice's state has changed.
 */
export async function restoreAfterPayment(tx: Transaction, tenantId: string, at: Date): Promise<boolean> {
  // The account's row is locked by the one who restores; of two payments at once the later one sees both invoices paid.
  const [account] = await tx
    .select({ tenantId: billingAccounts.tenantId })
    .from(billingAccounts)
    .where(and(eq(billingAccounts.tenantId, tenantId), isNotNull(billingAccounts.suspendedForPaymentAt)))
    .for("update");
  if (!account) return false;
  const [unpaid] = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, tenantId),
        eq(invoices.status, "overdue"),
        sql`${invoices.dueDate} + ${config().billing.dunningSuspendDays}::int <= ${day(at)}::date`,
      ),
    )
    .limit(1);
  if (unpaid) return false;
  await tx
    .update(billingAccounts)
    .set({ suspendedForPaymentAt: null })
    .where(eq(billingAccounts.tenantId, tenantId));
  await tx.update(tenants).set({ isActive: true }).where(eq(tenants.id, tenantId));
  await record(tx, tenantId, "tenant.restored", keptText("invoices_paid"));
  return true;
}

/**
 * An operator has decided on the tenant's access, so that from now on no payment changes it. To be called in the
 * transaction of that decision.
 */
export async function operatorDecides(tx: Transaction, tenantId: string): Promise<void> {
  await tx
    .update(billingAccounts)
    .set({ suspendedForPaymentAt: null })
    .where(and(eq(billingAccounts.tenantId, tenantId), isNotNull(billingAccounts.suspendedForPaymentAt)));
}

/** The UTC day of a moment. */
export const day = (at: Date): string => at.toISOString().slice(0, 10);

async function record(
  tx: Transaction,
  tenantId: string,
  action: "tenant.suspended" | "tenant.restored",
  reason: string,
): Promise<void> {
  const isActive = action === "tenant.restored";
  await auditAs(
    tx,
    { tenantId, actor: "system" },
    action,
    { type: "tenant", id: tenantId },
    { reason },
    { before: { is_active: !isActive }, after: { is_active: isActive } },
  );
}
