import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { invoiceEvents, invoices } from "#db/schema/invoices.ts";
import type { NoticeKind } from "#db/schema/notifications.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { BILLING_PAGE } from "#lib/billing/stripe/start-checkout.ts";
import { mailAmount, mailDay } from "#lib/email/figures.ts";
import type { Mail, MailLink } from "#lib/email/mail.ts";
import { addressed } from "#lib/email/receivers.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
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
    const facts = {
      name: row.name,
      left: minorToDecimal(left, invoice.minorDigits),
      total: minorToDecimal(invoice.totalMinor, invoice.minorDigits),
      currency: invoice.currency,
      page: `${originOf(row.slug)}/invoices/${invoice.id}`,
      cards: `${originOf(row.slug)}${BILLING_PAGE}`,
      again: notice.startsWith("payment_failed:") ? await nextAttempt(tx, invoice, notice) : null,
    };
    const kind = notice === "sent" || notice === "credit_note" ? "invoices" : "payment_reminders";
    const recipients = new Set([...(await adminsFor(tx, invoice.tenantId, kind)), ...row.contacts]);
    return addressed(tx, invoice.tenantId, [...recipients].sort(), (locale) =>
      noticeWords(notice, invoice, facts, locale),
    );
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
  /** Decimal text, in the invoice's currency. */
  left: string;
  total: string;
  currency: string;
  /** Addresses of the invoice and of the cards on file. */
  page: string;
  cards: string;
  /** Day of the card's next attempt. */
  again: string | null;
}

type Noticed = Pick<InvoiceRow, "tenantId" | "number" | "status" | "dueDate" | "paymentUrl">;

/** What a notice says of an invoice. */
export function noticeWords(
  notice: string,
  invoice: Noticed,
  about: NoticeFacts,
  locale: Locale,
): Omit<Mail, "to"> {
  const t = wordsOf("mails", locale);
  const { name, page, cards, currency } = about;
  const left = mailAmount(locale, about.left, currency);
  const total = mailAmount(locale, about.total, currency);
  const number = invoice.number ?? "";
  const due = invoice.dueDate && mailDay(locale, invoice.dueDate);
  const again = about.again && mailDay(locale, about.again);
  const isPaid = invoice.status === "paid";
  const isCredit = notice === "credit_note";
  const pays = invoice.paymentUrl && !isPaid && !isCredit ? invoice.paymentUrl : null;
  const look: MailLink = { label: isCredit ? t("billing.lookCredit") : t("billing.look"), url: page };
  const links = [
    ...(pays ? [look] : []),
    ...(notice.startsWith("payment_failed:") ? [{ label: t("billing.changeCard"), url: cards }] : []),
  ];
  const facts: NonNullable<Mail["facts"]> = [
    [isCredit ? t("billing.creditNote") : t("billing.invoice"), number],
    [t("billing.total"), total],
  ];
  if (!isPaid && !isCredit) {
    facts.push([t("billing.toPay"), left]);
    if (due) facts.push([t("billing.dueOn"), due]);
  }
  return {
    tenantId: invoice.tenantId,
    reason: "billing",
    locale,
    ...sentences(notice, { name, number, isPaid, due, left, total, again }, t),
    facts,
    action: pays ? { label: t("billing.pay", { left }), url: pays } : look,
    links,
  };
}

function sentences(
  notice: string,
  about: {
    name: string;
    number: string;
    isPaid: boolean;
    due: string | null;
    left: string;
    total: string;
    again: string | null;
  },
  t: Translator<"mails">,
): Pick<Mail, "subject" | "paragraphs"> {
  const { name, number, isPaid, left, total, again } = about;
  const due = about.due ?? "";
  if (notice === "credit_note")
    return {
      subject: t("billing.creditSubject", { number }),
      paragraphs: [t("billing.creditBody", { name, number, total })],
    };
  if (notice === "suspended")
    return {
      subject: t("billing.suspendedSubject", { name, number }),
      paragraphs: [t("billing.suspendedBody", { name, number, due, left })],
    };
  if (notice.startsWith("payment_failed:"))
    return {
      subject: t("billing.failedSubject", { number }),
      paragraphs: [t("billing.failedBody", { name, number, left, again: again ?? "none" })],
    };
  if (notice.startsWith("reminder:"))
    return Number(notice.split(":")[1]) < 0
      ? {
          subject: t("billing.dueSoonSubject", { number }),
          paragraphs: [t("billing.dueSoonBody", { name, number, due, left })],
        }
      : {
          subject: t("billing.overdueSubject", { number }),
          paragraphs: [t("billing.overdueBody", { name, number, due, left })],
        };
  // A card on file may have been charged before the mail was written.
  const state = isPaid ? "paid" : due ? "due" : "open";
  return {
    subject: t("billing.invoiceSubject", { number }),
    paragraphs: [t("billing.invoiceBody", { name, number, total, due, state })],
  };
}
