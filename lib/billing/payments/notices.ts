import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { billingAccounts, invoices } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { Mail } from "#lib/email/send.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { amountDue, type InvoiceRow } from "./invoice-row.ts";
import { note } from "./move-invoice.ts";

/** `reminder:-3` is three days before an invoice is due, `reminder:7` a week after. */
export type Notice = "sent" | "credit_note" | "suspended" | `reminder:${number}`;

/** Asks, in the transaction of its cause, for a mail to the tenant's admins and billing contacts: each notice once. */
export async function requestNotice(
  tx: Transaction,
  invoice: InvoiceRow,
  notice: Notice,
  at: Date,
): Promise<boolean> {
  const kind = notice.startsWith("reminder:") ? notice : "note";
  if (!(await note(tx, invoice, { kind, dedupeKey: `notice:${notice}`, detail: { mail: notice }, at })))
    return false;
  await emit(tx, {
    name: "invoice/notice",
    data: { tenant_id: invoice.tenantId, invoice_id: invoice.id, notice },
  });
  return true;
}

/** The mails of a notice, one per recipient; no reminder of what has been settled in the meantime. */
export async function noticeMails(invoiceId: string, notice: string): Promise<Mail[]> {
  return withSystem(async (tx) => {
    const [row] = await tx
      .select({
        invoice: invoices,
        slug: tenants.slug,
        name: tenants.name,
        contacts: billingAccounts.contacts,
      })
      .from(invoices)
      .innerJoin(tenants, eq(tenants.id, invoices.tenantId))
      .innerJoin(billingAccounts, eq(billingAccounts.tenantId, invoices.tenantId))
      .where(eq(invoices.id, invoiceId));
    if (!row) return [];
    const { invoice } = row;
    const open = invoice.status === "sent" || invoice.status === "overdue";
    if (!open && (notice.startsWith("reminder:") || notice === "suspended")) return [];
    const left = Math.max(0, (await amountDue(tx, invoice)) - invoice.paidMinor);
    const words = text(notice, invoice, {
      name: row.name,
      left: `${minorToDecimal(left, invoice.minorDigits)} ${invoice.currency}`,
      total: `${minorToDecimal(invoice.totalMinor, invoice.minorDigits)} ${invoice.currency}`,
      page: `${originOf(row.slug)}/invoices/${invoice.id}`,
    });
    const recipients = new Set([...(await adminsOf(tx, invoice.tenantId)), ...row.contacts]);
    return [...recipients].sort().map((to) => ({ to, ...words }));
  });
}

async function adminsOf(tx: Transaction, tenantId: string): Promise<string[]> {
  const rows = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(sql`${memberships.tenantId} = ${tenantId} and ${memberships.role} = 'admin'`);
  return rows.map(({ email }) => email);
}

function text(
  notice: string,
  invoice: InvoiceRow,
  { name, left, total, page }: { name: string; left: string; total: string; page: string },
): Omit<Mail, "to"> {
  const number = invoice.number ?? "";
  const isPaid = invoice.status === "paid";
  const links = [
    page,
    ...(invoice.paymentUrl && !isPaid ? ["Pay it by card here:", invoice.paymentUrl] : []),
  ];
  // A card on file may have been charged before the mail was written.
  const due = isPaid ? " It is paid." : invoice.dueDate ? ` It is due on ${invoice.dueDate}.` : "";
  const days = Number(notice.split(":")[1]);
  if (notice === "credit_note")
    return {
      subject: `Credit note ${number}`,
      paragraphs: [`${name} has a credit note ${number} over ${total}.`, page],
    };
  if (notice === "suspended")
    return {
      subject: `${name} is suspended: invoice ${number} is not paid`,
      paragraphs: [
        `Invoice ${number} was due on ${invoice.dueDate} and ${left} of it is not paid. ${name} is suspended until it is; nothing is deleted. Admins can still sign in and pay.`,
        ...links,
      ],
    };
  if (notice.startsWith("reminder:"))
    return {
      subject: days < 0 ? `Invoice ${number} is due soon` : `Invoice ${number} is overdue`,
      paragraphs: [
        days < 0
          ? `${left} of invoice ${number} of ${name} is due on ${invoice.dueDate}.`
          : `Invoice ${number} of ${name} was due on ${invoice.dueDate} and ${left} of it is not paid. If you have paid it in the last days, this needs no answer.`,
        ...links,
      ],
    };
  return {
    subject: `Invoice ${number}`,
    paragraphs: [`Invoice ${number} of ${name} over ${total} is here.${due}`, ...links],
  };
}
