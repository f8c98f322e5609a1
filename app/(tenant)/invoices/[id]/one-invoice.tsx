"use client";
import { CreditCard, Download, FileText } from "lucide-react";
import Link from "next/link";
import { InvoiceLines } from "#components/billing/invoice-lines.tsx";
import { InvoiceStatus, invoiceName, periodName } from "#components/billing/invoice-status.tsx";
import { InvoiceTimeline } from "#components/billing/invoice-timeline.tsx";
import { type InvoiceDetailAnswer, useInvoice } from "#components/billing/queries.ts";
import { ApiError } from "#components/data/api.ts";
import { NotFoundCard } from "#components/data/not-found-card.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { formatMoney } from "#components/format/money.ts";
import { NONE } from "#components/format/numbers.ts";
import { shareToPercent } from "#components/format/percent.ts";
import { formatDate } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

export function OneInvoice({ id }: { id: string }) {
  const invoice = useInvoice(id);
  usePageTitle(invoice.data && invoiceName(invoice.data));
  if (invoice.error instanceof ApiError && (invoice.error.status === 404 || invoice.error.status === 403)) {
    return (
      <NotFoundCard
        title="No invoice here"
        message={invoice.error.message}
        back={{ href: "/invoices", label: "All invoices" }}
      />
    );
  }
  return (
    <QueryView
      query={invoice}
      loading={
        <div className="grid gap-5">
          <h1 className="sr-only">Loading the invoice</h1>
          <Skeleton className="h-14 w-72" />
          <Skeleton className="h-96 rounded-lg" />
        </div>
      }
    >
      {(data) => <Whole invoice={data} />}
    </QueryView>
  );
}

function Whole({ invoice }: { invoice: InvoiceDetailAnswer }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={invoiceName(invoice)}
          crumbs={[
            { label: "Invoices", href: "/invoices" },
            { label: invoice.number ?? "Draft", href: `/invoices/${invoice.id}` },
          ]}
          badges={<InvoiceStatus status={invoice.status} />}
          description={`${periodName(invoice.billing_period_start)}, ${formatDate(invoice.billing_period_start)} to ${formatDate(invoice.billing_period_end)} (UTC)`}
          actions={<Actions invoice={invoice} />}
        />
      </div>
      {invoice.corrects_id && (
        <Callout title="This corrects an earlier invoice">
          <Link href={`/invoices/${invoice.corrects_id}`} className="underline underline-offset-4">
            Open it
          </Link>
        </Callout>
      )}
      <Card>
        <CardHeader title="Lines" description="A line that counts usage opens the events behind it." />
        <InvoiceLines invoice={invoice} />
      </Card>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Amounts invoice={invoice} />
        <Card>
          <CardHeader title="What happened" />
          <CardBody>
            <InvoiceTimeline entries={invoice.timeline} />
          </CardBody>
        </Card>
      </div>
      {invoice.notes && (
        <Card>
          <CardHeader title="Notes" />
          <CardBody className="whitespace-pre-line text-ink-2">{invoice.notes}</CardBody>
        </Card>
      )}
    </div>
  );
}

function Actions({ invoice }: { invoice: InvoiceDetailAnswer }) {
  return (
    <>
      <Button asChild>
        <a href={`/api/invoices/${invoice.id}/usage.csv`} download>
          <Download aria-hidden />
          Usage as CSV
        </a>
      </Button>
      {invoice.pdf_url && (
        <Button asChild>
          <a href={invoice.pdf_url} download>
            <FileText aria-hidden />
            PDF
          </a>
        </Button>
      )}
      {invoice.payment_url && (
        <Button asChild variant="primary">
          <a href={invoice.payment_url}>
            <CreditCard aria-hidden />
            Pay
          </a>
        </Button>
      )}
    </>
  );
}

function Amounts({ invoice }: { invoice: InvoiceDetailAnswer }) {
  const { buyer } = invoice;
  const lines = [buyer?.name, buyer?.address, buyer?.country, buyer?.tax_id].filter(Boolean);
  const isNothing = ({ amount }: { amount: string }) => Number(amount) === 0;
  return (
    <Card>
      <CardHeader title="Amounts" />
      <CardBody className="grid grid-cols-1 gap-4">
        <DataList
          className="tabular-nums [&_dd]:text-right"
          items={[
            { key: "base", term: "Plan", value: formatMoney(invoice.base_price) },
            { key: "usage", term: "Usage beyond it", value: formatMoney(invoice.usage_charges) },
            ...(isNothing(invoice.discount)
              ? []
              : [{ key: "discount", term: "Discount", value: `−${formatMoney(invoice.discount)}` }]),
            { key: "subtotal", term: "Before tax", value: formatMoney(invoice.subtotal) },
            { key: "tax", term: taxTerm(invoice), value: formatMoney(invoice.tax_amount) },
            { key: "total", term: "Total", value: <strong>{formatMoney(invoice.total_amount)}</strong> },
            ...(isNothing(invoice.paid_amount)
              ? []
              : [{ key: "paid", term: "Paid", value: formatMoney(invoice.paid_amount) }]),
          ]}
        />
        <DataList
          items={[
            ...(invoice.due_date && invoice.status !== "paid" && invoice.status !== "void"
              ? [{ key: "due", term: "Pay by", value: formatDate(invoice.due_date) }]
              : []),
            {
              key: "buyer",
              term: "Billed to",
              value:
                lines.length > 0 ? <span className="whitespace-pre-line">{lines.join("\n")}</span> : NONE,
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}

/** "Tax (10 %)", exactly by the decimal share. */
function taxTerm({ reverse_charge, tax_rate }: InvoiceDetailAnswer): string {
  return reverse_charge ? "Tax, reverse charge" : `Tax (${shareToPercent(tax_rate)} %)`;
}
