import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { invoiceEvents, invoices } from "#db/schema/invoices.ts";
import type { NoticeKind } from "#db/schema/notifications.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { BILLING_PAGE } from "#lib/billing/stripe/start-checkout.ts";
import type { Mail, MailLink } from "#lib/email/mail.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { notify } from "#lib/notifications/notify.ts";
import { adminsFor } from "#lib/notifications/recipients.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { amountDue, type InvoiceRow, isOpen } from "./invoice-row.ts";
import { note } from "./move-invoice.ts";

/**
 * `reminder:-3` is three days before an invoice is due, `reminder:7` a week after; `payment_failed:2` is the second
 * attempt of Stripe's that was declined.
 */
export type Notice = "sent" | "credit_note" | "suspended" | `reminder:${number}` | `payment_failed:${number}`;

/** Asks, in the transaction of its cause, for a mail to the tenant's admins and billing contacts, and tells the admins in the product: each notice once. */
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
  const days = Number(notice.split(":")[1]);
  await notify(tx, {
    tenantId: invoice.tenantId,
    kind: inProduct(notice),
    to: { admins: true },
    cause: `invoice:${invoice.id}:${notice}`,
    invoiceId: invoice.id,
    data: notice.startsWith("reminder:") ? { days } : {},
  });
  return true;
}

function inProduct(notice: Notice): NoticeKind {
  if (notice === "sent") return "invoice_new";
  if (notice === "credit_note") return "credit_note_new";
  if (notice === "suspended") return "organisation_suspended";
  return notice.startsWith("reminder:") ? "invoice_due" : "payment_failed";
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
    const asks = notice !== "sent" && notice !== "credit_note";
    if (asks && !isOpen(invoice)) return [];
    const left = Math.max(0, (await amountDue(tx, invoice)) - invoice.paidMinor);
    const words = noticeWords(notice, invoice, {
      name: row.name,
      left: `${minorToDecimal(left, invoice.minorDigits)} ${invoice.currency}`,
      total: `${minorToDecimal(invoice.totalMinor, invoice.minorDigits)} ${invoice.currency}`,
      page: `${originOf(row.slug)}/invoices/${invoice.id}`,
      cards: `${originOf(row.slug)}${BILLING_PAGE}`,
      again: notice.startsWith("payment_failed:") ? await nextAttempt(tx, invoice, notice) : null,
    });
    const kind = notice === "sent" || notice === "credit_note" ? "invoices" : "payment_reminders";
    const recipients = new Set([...(await adminsFor(tx, invoice.tenantId, kind)), ...row.contacts]);
    return [...recipients].sort().map((to) => ({ to, ...words }));
  });
}

/** The day on which Stripe charges the card again after that attempt; null: it does not, or is not known to. */
async function nextAttempt(tx: Transaction, invoice: InvoiceRow, notice: string): Promise<string | null> {
  const [failed] = await tx
    .select({ at: sql<string | null>`max(${invoiceEvents.detail} ->> 'next_attempt')` })
    .from(invoiceEvents)
    .where(
      and(
        eq(invoiceEvents.tenantId, invoice.tenantId),
        eq(invoiceEvents.invoiceId, invoice.id),
        eq(invoiceEvents.kind, "payment_failed"),
        sql`${invoiceEvents.detail} ->> 'attempt' = ${notice.split(":")[1] ?? ""}`,
      ),
    );
  return failed?.at ?? null;
}

export interface NoticeFacts {
  name: string;
  left: string;
  total: string;
  /** Addresses of the invoice and of the cards on file. */
  page: string;
  cards: string;
  /** Day of the card's next attempt. */
  again: string | null;
}

type Noticed = Pick<InvoiceRow, "tenantId" | "number" | "status" | "dueDate" | "paymentUrl">;

/** What a notice says of an invoice. */
export function noticeWords(notice: string, invoice: Noticed, about: NoticeFacts): Omit<Mail, "to"> {
  const { left, total, page, cards } = about;
  const number = invoice.number ?? "";
  const isPaid = invoice.status === "paid";
  const isCredit = notice === "credit_note";
  const pays = invoice.paymentUrl && !isPaid && !isCredit ? invoice.paymentUrl : null;
  const look: MailLink = { label: isCredit ? "Look at the credit note" : "Look at the invoice", url: page };
  const links = [
    ...(pays ? [look] : []),
    ...(notice.startsWith("payment_failed:") ? [{ label: "Change the card on file", url: cards }] : []),
  ];
  const facts: NonNullable<Mail["facts"]> = [
    [isCredit ? "Credit note" : "Invoice", number],
    ["Total", total],
  ];
  if (!isPaid && !isCredit) {
    facts.push(["To be paid", left]);
    if (invoice.dueDate) facts.push(["Due on", invoice.dueDate]);
  }
  return {
    tenantId: invoice.tenantId,
    reason: "billing",
    ...sentences(notice, { number, isPaid, dueDate: invoice.dueDate }, about),
    facts,
    action: pays ? { label: `Pay ${left} by card`, url: pays } : look,
    links,
  };
}

function sentences(
  notice: string,
  { number, isPaid, dueDate }: { number: string; isPaid: boolean; dueDate: string | null },
  { name, left, total, again }: NoticeFacts,
): Pick<Mail, "subject" | "paragraphs"> {
  const days = Number(notice.split(":")[1]);
  if (notice === "credit_note")
    return {
      subject: `Credit note ${number}`,
      paragraphs: [`${name} has a credit note ${number} over ${total}.`],
    };
  if (notice === "suspended")
    return {
      subject: `${name} is suspended: invoice ${number} is not paid`,
      paragraphs: [
        `Invoice ${number} was due on ${dueDate} and ${left} of it is not paid. ${name} is suspended until it is; nothing is deleted. Admins can still sign in and pay.`,
      ],
    };
  if (notice.startsWith("payment_failed:"))
    return {
      subject: `The card for invoice ${number} was declined`,
      paragraphs: [
        `The card of ${name} was declined for invoice ${number}: ${left} of it is not paid. ${again ? `It will be charged again on ${again}. Until then you can pay with another card, or put one on file.` : "It will not be charged again by itself. Pay with another card, or by bank transfer."}`,
      ],
    };
  if (notice.startsWith("reminder:"))
    return {
      subject: days < 0 ? `Invoice ${number} is due soon` : `Invoice ${number} is overdue`,
      paragraphs: [
        days < 0
          ? `${left} of invoice ${number} of ${name} is due on ${dueDate}.`
          : `Invoice ${number} of ${name} was due on ${dueDate} and ${left} of it is not paid. If you have paid it in the last days, this needs no answer.`,
      ],
    };
  // A card on file may have been charged before the mail was written.
  const due = isPaid ? " It is paid." : dueDate ? ` It is due on ${dueDate}.` : "";
  return {
    subject: `Invoice ${number}`,
    paragraphs: [`Invoice ${number} of ${name} over ${total} is here.${due}`],
  };
}
