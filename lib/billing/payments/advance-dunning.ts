import { and, inArray, lte, sql } from "drizzle-orm";
import { invoices } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";
import { lockInvoice } from "./invoice-row.ts";
import { moveInvoice, note } from "./move-invoice.ts";
import { type Notice, requestNotice } from "./notices.ts";
import { day, suspendForPayment } from "./suspension.ts";

/** Days from the due date on which the payer is reminded. */
const REMINDERS = [-3, 1, 7, 14] as const;
const FIRST = Math.min(...REMINDERS);

/** Open invoices that dunning has something to say about on the UTC day of `now`. */
export async function invoicesToDun(now: Date): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx
      .select({ id: invoices.id })
      .from(invoices)
      .where(
        and(
          inArray(invoices.status, ["sent", "overdue"]),
          lte(invoices.dueDate, sql`${day(now)}::date - ${FIRST}::int`),
        ),
      )
      .orderBy(invoices.dueDate, invoices.id),
  );
  return rows.map(({ id }) => id);
}

/**
 * One open invoice as of `now`: overdue the day after its due date, the reminder of its stage once (the latest one when
 * days were missed), and, DUNNING_SUSPEND_DAYS after the due date, its tenant suspended with notice. An invoice suspends
 * once: an operator who gives access back before it is paid is not overruled the next day.
 */
export async function dunInvoice(invoiceId: string, now: Date): Promise<void> {
  await withSystem(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId);
    if ((invoice.status !== "sent" && invoice.status !== "overdue") || !invoice.dueDate) return;
    const days = (Date.parse(day(now)) - Date.parse(invoice.dueDate)) / 86_400_000;
    if (days > 0) await moveInvoice(tx, invoice, "overdue", { at: now });
    const stage = REMINDERS.filter((at) => at <= days).at(-1);
    // On the due day itself the reminder before it is late, but not yet another one.
    if (stage !== undefined) await requestNotice(tx, invoice, `reminder:${stage}` satisfies Notice, now);
    if (days < config().billing.dunningSuspendDays) return;
    if (!(await note(tx, invoice, { kind: "note", dedupeKey: "suspended", at: now }))) return;
    if (await suspendForPayment(tx, invoice.tenantId, now))
      await requestNotice(tx, invoice, "suspended", now);
  });
}
