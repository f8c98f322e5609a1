"use client";
import { CreditCard, Download, FileText } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
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
import type { Translator } from "#lib/i18n/messages.ts";

export function OneInvoice({ id }: { id: string }) {
  const t = useTranslations("billing");
  const invoice = useInvoice(id);
  usePageTitle(invoice.data && invoiceName(t, invoice.data));
  if (invoice.error instanceof ApiError && (invoice.error.status === 404 || invoice.error.status === 403)) {
    return (
      <NotFoundCard
        title={t("oneInvoice.noInvoiceHere")}
        message={invoice.error.message}
        back={{ href: "/invoices", label: t("oneInvoice.allInvoices") }}
      />
    );
  }
  return (
    <QueryView
      query={invoice}
      loading={
        <div className="grid gap-5">
          <h1 className="sr-only">{t("oneInvoice.loadingTheInvoice")}</h1>
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
  const t = useTranslations("billing");
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={invoiceName(t, invoice)}
          crumbs={[
            { label: t("oneInvoice.invoices"), href: "/invoices" },
            { label: invoice.number ?? t("oneInvoice.draft"), href: `/invoices/${invoice.id}` },
          ]}
          badges={<InvoiceStatus status={invoice.status} />}
          description={t("oneInvoice.toUtc", {
            billingPeriodStart: periodName(invoice.billing_period_start),
            billingPeriodStart2: formatDate(invoice.billing_period_start),
            billingPeriodEnd: formatDate(invoice.billing_period_end),
          })}
          actions={<Actions invoice={invoice} />}
        />
      </div>
      {invoice.corrects_id && (
        <Callout title={t("oneInvoice.thisCorrectsAnEarlierInvoice")}>
          <Link href={`/invoices/${invoice.corrects_id}`} className="underline underline-offset-4">
            {t("oneInvoice.openIt")}
          </Link>
        </Callout>
      )}
      <Card>
        <CardHeader
          title={t("oneInvoice.lines")}
          description={t("oneInvoice.aLineThatCountsUsageOpensThe")}
        />
        <InvoiceLines invoice={invoice} />
      </Card>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Amounts invoice={invoice} />
        <Card>
          <CardHeader title={t("oneInvoice.whatHappened")} />
          <CardBody>
            <InvoiceTimeline entries={invoice.timeline} />
          </CardBody>
        </Card>
      </div>
      {invoice.notes && (
        <Card>
          <CardHeader title={t("oneInvoice.notes")} />
          <CardBody className="whitespace-pre-line text-ink-2">{invoice.notes}</CardBody>
        </Card>
      )}
    </div>
  );
}

function Actions({ invoice }: { invoice: InvoiceDetailAnswer }) {
  const t = useTranslations("billing");
  const locale = useLocale();
  return (
    <>
      <Button asChild>
        <a href={`/api/invoices/${invoice.id}/usage.csv?locale=${locale}`} download>
          <Download aria-hidden />
          {t("oneInvoice.usageAsCsv")}
        </a>
      </Button>
      {invoice.pdf_url && (
        <Button asChild>
          <a href={invoice.pdf_url} download>
            <FileText aria-hidden />
            {t("oneInvoice.pdf")}
          </a>
        </Button>
      )}
      {invoice.payment_url && (
        <Button asChild variant="primary">
          <a href={invoice.payment_url}>
            <CreditCard aria-hidden />
            {t("oneInvoice.pay")}
          </a>
        </Button>
      )}
    </>
  );
}

function Amounts({ invoice }: { invoice: InvoiceDetailAnswer }) {
  const t = useTranslations("billing");
  const { buyer } = invoice;
  const lines = [buyer?.name, buyer?.address, buyer?.country, buyer?.tax_id].filter(Boolean);
  const isNothing = ({ amount }: { amount: string }) => Number(amount) === 0;
  return (
    <Card>
      <CardHeader title={t("oneInvoice.amounts")} />
      <CardBody className="grid grid-cols-1 gap-4">
        <DataList
          className="tabular-nums [&_dd]:text-right"
          items={[
            { key: "base", term: t("oneInvoice.plan"), value: formatMoney(invoice.base_price) },
            { key: "usage", term: t("oneInvoice.usageBeyondIt"), value: formatMoney(invoice.usage_charges) },
            ...(isNothing(invoice.discount)
              ? []
              : [
                  {
                    key: "discount",
                    term: t("oneInvoice.discount"),
                    value: `−${formatMoney(invoice.discount)}`,
                  },
                ]),
            { key: "subtotal", term: t("oneInvoice.beforeTax"), value: formatMoney(invoice.subtotal) },
            { key: "tax", term: taxTerm(t, invoice), value: formatMoney(invoice.tax_amount) },
            {
              key: "total",
              term: t("oneInvoice.total"),
              value: <strong>{formatMoney(invoice.total_amount)}</strong>,
            },
            ...(isNothing(invoice.paid_amount)
              ? []
              : [{ key: "paid", term: t("oneInvoice.paid"), value: formatMoney(invoice.paid_amount) }]),
          ]}
        />
        <DataList
          items={[
            ...(invoice.due_date && invoice.status !== "paid" && invoice.status !== "void"
              ? [{ key: "due", term: t("oneInvoice.payBy"), value: formatDate(invoice.due_date) }]
              : []),
            {
              key: "buyer",
              term: t("oneInvoice.billedTo"),
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
function taxTerm(t: Translator<"billing">, { reverse_charge, tax_rate }: InvoiceDetailAnswer): string {
  return reverse_charge
    ? t("oneInvoice.taxReverseCharge")
    : t("oneInvoice.tax", { shareToPercent: shareToPercent(tax_rate) });
}
