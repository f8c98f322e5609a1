import { Download, ReceiptText } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatMoney } from "#components/format/money.ts";
import { NONE } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { InvoiceStatus, invoiceName, periodName } from "./invoice-status.tsx";
import type { InvoiceAnswer } from "./queries.ts";

/** Until when it is to be paid; of what is paid, since when. A credit note is nothing to pay. */
function dueText(t: Translator<"billing">, { reason, status, due_date, paid_at }: InvoiceAnswer): string {
  if (status === "paid" && paid_at && reason === "period")
    return t("invoicesTable.paid", { paidAt: formatDate(paid_at) });
  return reason === "period" && due_date && status !== "void" ? formatDate(due_date) : NONE;
}

export function InvoicesTable({
  invoices,
  filtered = false,
}: {
  invoices: readonly InvoiceAnswer[];
  /** With a filter at work, an empty list says so. */
  filtered?: boolean;
}) {
  const t = useTranslations("billing");
  return (
    <DataTable
      caption={t("invoicesTable.invoices")}
      rows={invoices}
      rowKey={({ id }) => id}
      empty={
        filtered ? (
          <EmptyState icon={ReceiptText} title={t("invoicesTable.noInvoiceStandsThere")} />
        ) : (
          <EmptyState icon={ReceiptText} title={t("invoicesTable.noInvoicesYet")}>
            {t("invoicesTable.aMonthIsInvoicedOnTheFirstOf")}
          </EmptyState>
        )
      }
      columns={[
        {
          id: "number",
          header: t("invoicesTable.number"),
          rowHeader: true,
          cell: (invoice) => (
            <Link href={`/invoices/${invoice.id}`} className={rowLink}>
              {invoice.number ?? t("invoicesTable.draft")}
              {invoice.reason === "credit_note" && (
                <span className="ml-1.5 font-normal text-ink-3">{t("invoicesTable.creditNote")}</span>
              )}
              <span className="block font-normal text-ink-2 sm:hidden">
                {periodName(invoice.billing_period_start)}
              </span>
            </Link>
          ),
        },
        {
          id: "period",
          header: t("invoicesTable.period"),
          hideOnPhone: true,
          cell: (invoice) => periodName(invoice.billing_period_start),
        },
        {
          id: "status",
          header: t("invoicesTable.status"),
          cell: (invoice) => <InvoiceStatus status={invoice.status} />,
        },
        {
          id: "due",
          header: t("invoicesTable.due"),
          hideOnPhone: true,
          cell: (item) => dueText(t, item),
        },
        {
          id: "total",
          header: t("invoicesTable.total"),
          numeric: true,
          cell: (invoice) => formatMoney(invoice.total_amount),
        },
        {
          id: "actions",
          header: <span className="sr-only">{t("invoicesTable.actions")}</span>,
          hideOnPhone: true,
          className: "w-px whitespace-nowrap text-right",
          cell: (invoice) => (
            <span className="inline-flex gap-1">
              {invoice.payment_url && (
                <Button asChild size="sm">
                  <a
                    href={invoice.payment_url}
                    aria-label={t("invoicesTable.pay", { invoice: invoiceName(t, invoice) })}
                  >
                    {t("invoicesTable.pay2")}
                  </a>
                </Button>
              )}
              {invoice.pdf_url && (
                <Button asChild variant="ghost" size="sm" icon>
                  <a
                    href={invoice.pdf_url}
                    download
                    aria-label={t("invoicesTable.downloadAsPdf", { invoice: invoiceName(t, invoice) })}
                  >
                    <Download aria-hidden />
                  </a>
                </Button>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
