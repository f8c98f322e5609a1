import { Download, ReceiptText } from "lucide-react";
import Link from "next/link";
import { formatMoney } from "#components/format/money.ts";
import { NONE } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { InvoiceStatus, invoiceName, periodName } from "./invoice-status.tsx";
import type { InvoiceAnswer } from "./queries.ts";

/** Until when it is to be paid; of what is paid, since when. A credit note is nothing to pay. */
function dueText({ reason, status, due_date, paid_at }: InvoiceAnswer): string {
  if (status === "paid" && paid_at && reason === "period") return `Paid ${formatDate(paid_at)}`;
  return reason === "period" && due_date && status !== "void" ? formatDate(due_date) : NONE;
}

export function InvoicesTable({ invoices }: { invoices: readonly InvoiceAnswer[] }) {
  return (
    <DataTable
      caption="Invoices"
      rows={invoices}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={ReceiptText} title="No invoices yet">
          A month is invoiced on the first of the next one.
        </EmptyState>
      }
      columns={[
        {
          id: "number",
          header: "Number",
          rowHeader: true,
          cell: (invoice) => (
            <Link href={`/invoices/${invoice.id}`} className={rowLink}>
              {invoice.number ?? "Draft"}
              {invoice.reason === "credit_note" && (
                <span className="ml-1.5 font-normal text-ink-3">credit note</span>
              )}
              <span className="block font-normal text-ink-2 sm:hidden">
                {periodName(invoice.billing_period_start)}
              </span>
            </Link>
          ),
        },
        {
          id: "period",
          header: "Period",
          hideOnPhone: true,
          cell: (invoice) => periodName(invoice.billing_period_start),
        },
        { id: "status", header: "Status", cell: (invoice) => <InvoiceStatus status={invoice.status} /> },
        {
          id: "due",
          header: "Due",
          hideOnPhone: true,
          cell: dueText,
        },
        { id: "total", header: "Total", numeric: true, cell: (invoice) => formatMoney(invoice.total_amount) },
        {
          id: "actions",
          header: <span className="sr-only">Actions</span>,
          hideOnPhone: true,
          className: "w-px whitespace-nowrap text-right",
          cell: (invoice) => (
            <span className="inline-flex gap-1">
              {invoice.payment_url && (
                <Button asChild size="sm">
                  <a href={invoice.payment_url} aria-label={`Pay ${invoiceName(invoice)}`}>
                    Pay
                  </a>
                </Button>
              )}
              {invoice.pdf_url && (
                <Button asChild variant="ghost" size="sm" icon>
                  <a href={invoice.pdf_url} download aria-label={`Download ${invoiceName(invoice)} as PDF`}>
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
