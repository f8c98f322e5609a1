"use client";
import { useTranslations } from "next-intl";
import { quantityText } from "#components/billing/invoice-lines.tsx";
import { InvoiceStatus, invoiceName, periodName } from "#components/billing/invoice-status.tsx";
import { InvoiceTimeline } from "#components/billing/invoice-timeline.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import type { InvoiceAnswer } from "./answers.ts";
import { CloseForm } from "./close-form.tsx";
import { CreditForm } from "./credit-form.tsx";
import type { Opened } from "./invoices-table.tsx";
import { PaymentForm } from "./payment-form.tsx";
import { useInvoiceDetail } from "./use-invoice-detail.ts";

const TITLES: Record<Opened["what"], (name: string) => string> = {
  view: (name) => name,
  payment: (name) => `Record a payment of ${name}`,
  credit: (name) => `Credit ${name}`,
  void: (name) => `Void ${name}?`,
  uncollectible: (name) => `Write off ${name}?`,
};

/** What an operator looks at or does with one invoice. */
export function InvoiceDialog({ opened, onClose }: { opened: Opened | null; onClose: () => void }) {
  const tBilling = useTranslations("billing");
  if (!opened) return null;
  const { what, invoice } = opened;
  const name = invoiceName(tBilling, invoice);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      wide={what === "view" || what === "credit"}
      title={TITLES[what](what === "view" ? name : lower(name))}
      description={`${invoice.tenant.name}, ${periodName(invoice.billing_period_start)}, ${formatMoney(invoice.total_amount)}`}
    >
      {what === "view" && <Detail invoice={invoice} />}
      {what === "payment" && <PaymentForm invoice={invoice} onDone={onClose} />}
      {what === "credit" && <CreditForm invoice={invoice} onDone={onClose} />}
      {(what === "void" || what === "uncollectible") && (
        <CloseForm invoice={invoice} to={what} onDone={onClose} />
      )}
    </Dialog>
  );
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function Detail({ invoice }: { invoice: InvoiceAnswer }) {
  const detail = useInvoiceDetail(invoice.id);
  return (
    <QueryView query={detail} loading={<LoadingRows label="Loading the invoice" rows={4} />}>
      {(whole) => (
        <div className="grid gap-5">
          <p className="flex flex-wrap items-center gap-2">
            <InvoiceStatus status={whole.status} />
            <span className="text-ink-2">
              {formatMoney(whole.paid_amount)} paid, {formatMoney(invoice.remaining)} still owed
            </span>
          </p>
          <DataTable
            caption="Lines"
            rows={whole.line_items.map((line, position) => ({ ...line, position }))}
            rowKey={(line) => String(line.position)}
            columns={[
              {
                id: "description",
                header: "Description",
                rowHeader: true,
                cell: (line) => line.description,
                footer: "Total",
              },
              {
                id: "quantity",
                header: "Quantity",
                numeric: true,
                hideOnPhone: true,
                cell: (line) => quantityText(line),
                footer: "",
              },
              {
                id: "amount",
                header: "Amount",
                numeric: true,
                cell: (line) => formatMoney(line.amount),
                footer: formatMoney(whole.total_amount),
              },
            ]}
          />
          {whole.notes && <p className="text-ink-2">{whole.notes}</p>}
          <InvoiceTimeline entries={whole.timeline} />
        </div>
      )}
    </QueryView>
  );
}
