"use client";
import { Ellipsis, ReceiptText } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { InvoiceStatus, invoiceName, periodName } from "#components/billing/invoice-status.tsx";
import { formatMoney } from "#components/format/money.ts";
import { NONE } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { InvoiceAnswer } from "./answers.ts";

/** What is done to an invoice in a dialog. */
export interface Opened {
  what: "view" | "payment" | "credit" | "void" | "uncollectible";
  invoice: InvoiceAnswer;
}

export function InvoicesTable({
  invoices,
  filtered,
  of,
  onOpen,
}: {
  invoices: readonly InvoiceAnswer[];
  filtered: boolean;
  /** The organisation whose invoices these are; undefined: of all. */
  of: string | undefined;
  onOpen: (opened: Opened) => void;
}) {
  const tBilling = useTranslations("billing");
  return (
    <DataTable
      caption={`Invoices of ${of ?? "all organisations"}`}
      rows={invoices}
      rowKey={(invoice) => invoice.id}
      empty={
        <EmptyState icon={ReceiptText} title={filtered && !of ? "No invoice matches" : "No invoices yet"}>
          {of
            ? "A month is invoiced on the first of the next one."
            : filtered
              ? "Change the search or the status."
              : "Run a month above."}
        </EmptyState>
      }
      columns={[
        {
          id: "tenant",
          header: of ? "Invoice" : "Organisation",
          rowHeader: true,
          className: "min-w-44",
          cell: (invoice) =>
            of ? (
              <span className="whitespace-nowrap font-medium">{invoiceName(tBilling, invoice)}</span>
            ) : (
              <span className="grid justify-items-start">
                <Link href={`/operator/tenants/${invoice.tenant.slug}`} className={rowLink}>
                  {invoice.tenant.name}
                </Link>
                <span className="whitespace-nowrap text-ink-3 text-sm">{invoiceName(tBilling, invoice)}</span>
              </span>
            ),
        },
        {
          id: "period",
          header: "Period",
          hideOnPhone: true,
          className: "whitespace-nowrap",
          cell: (invoice) => periodName(invoice.billing_period_start),
        },
        { id: "status", header: "Status", cell: (invoice) => <InvoiceStatus status={invoice.status} /> },
        {
          id: "due",
          header: "Due",
          hideOnPhone: true,
          className: "whitespace-nowrap",
          cell: (invoice) => (invoice.due_date ? formatDate(invoice.due_date) : NONE),
        },
        {
          id: "total",
          header: "Total",
          numeric: true,
          hideOnPhone: true,
          cell: (invoice) => formatMoney(invoice.total_amount),
        },
        {
          id: "left",
          header: "Still owed",
          numeric: true,
          cell: (invoice) => formatMoney(invoice.remaining),
        },
        {
          id: "actions",
          header: <span className="sr-only">Actions</span>,
          className: "text-right",
          cell: (invoice) => <Actions invoice={invoice} onOpen={onOpen} />,
        },
      ]}
    />
  );
}

function Actions({ invoice, onOpen }: { invoice: InvoiceAnswer; onOpen: (opened: Opened) => void }) {
  const tBilling = useTranslations("billing");
  const final = invoice.reason === "period" && invoice.status !== "draft" && invoice.status !== "void";
  const unpaid = final && invoice.status !== "paid";
  const open = (what: Opened["what"]) => onOpen({ what, invoice });
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          size="sm"
          icon
          aria-label={`Actions for ${invoiceName(tBilling, invoice)} of ${invoice.tenant.name}`}
        >
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => open("view")}>Lines and timeline</MenuItem>
      {final && <MenuSeparator />}
      {unpaid && <MenuItem onSelect={() => open("payment")}>Record a payment</MenuItem>}
      {final && <MenuItem onSelect={() => open("credit")}>Credit</MenuItem>}
      {unpaid && invoice.status !== "uncollectible" && (
        <MenuItem onSelect={() => open("uncollectible")}>Write off</MenuItem>
      )}
      {unpaid && (
        <MenuItem danger onSelect={() => open("void")}>
          Void
        </MenuItem>
      )}
    </Menu>
  );
}
