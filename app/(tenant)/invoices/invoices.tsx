"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { invoiceStates, periodName } from "#components/billing/invoice-status.tsx";
import { InvoicesTable } from "#components/billing/invoices-table.tsx";
import { useInvoices } from "#components/billing/queries.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { known, useUrlParams } from "#components/data/url-params.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatDate } from "#components/format/time.ts";
import type { Role } from "#components/shell/types.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { useCurrentUsage, useProjectedInvoice } from "#components/usage/queries.ts";

export function Invoices({ role }: { role: Role }) {
  const t = useTranslations("billing");
  return (
    <div>
      <PageHeader title={t("invoices.invoices")} description={t("invoices.aMonthIsInvoicedOnTheFirstOf")} />
      {role === "admin" ? (
        <InvoiceList />
      ) : (
        <Callout title={t("invoices.adminsSeeInvoices")}>{t("invoices.askAnAdminOfTheOrganisation")}</Callout>
      )}
    </div>
  );
}

function InvoiceList() {
  const t = useTranslations("billing");
  const [param, setParams] = useUrlParams();
  const states = [
    { value: "open", label: t("invoices.toBePaid") },
    ...invoiceStates(t).filter(({ value }) => value !== "finalised" && value !== "sent"),
  ];
  const status = known(states, param("status"));
  const invoices = useInvoices(status);
  return (
    <div className="grid grid-cols-1 gap-4">
      <NextInvoice />
      <Card>
        <div className="px-4 py-3">
          <Select
            aria-label={t("invoices.status")}
            className="w-full sm:w-44"
            placeholder={t("invoices.everyStatus")}
            options={states}
            value={status}
            onChange={(event) => setParams({ status: event.target.value })}
          />
        </div>
        <PagedList query={invoices} what="invoices">
          {({ items }) => <InvoicesTable invoices={items} filtered={status !== ""} />}
        </PagedList>
      </Card>
    </div>
  );
}

/** What the running month comes to, if it goes on as it went so far. Nothing while it is not known: the list stands without it. */
function NextInvoice() {
  const t = useTranslations("billing");
  const { data: usage } = useCurrentUsage({ live: true });
  const { data: projected } = useProjectedInvoice({ enabled: true });
  if (!usage || !projected) return null;
  const { start, end } = usage.current_period;
  return (
    <Callout
      title={t("invoices.soFarLeadsToAbout", {
        start: periodName(start),
        totalAmount: formatMoney(projected.total_amount),
      })}
      action={
        <Link
          href="/usage"
          className="font-medium underline underline-offset-4 touch:inline-block touch:py-3"
        >
          {t("invoices.seeUsage")}
        </Link>
      }
    >
      {t("invoices.itIsInvoicedAfterForWhatWas", { end: formatDate(end) })}
    </Callout>
  );
}
