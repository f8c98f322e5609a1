"use client";
import Link from "next/link";
import { periodName } from "#components/billing/invoice-status.tsx";
import { InvoicesTable } from "#components/billing/invoices-table.tsx";
import { useInvoices } from "#components/billing/queries.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatDate } from "#components/format/time.ts";
import type { Role } from "#components/shell/types.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useCurrentUsage, useProjectedInvoice } from "#components/usage/queries.ts";

export function Invoices({ role }: { role: Role }) {
  return (
    <div>
      <PageHeader
        title="Invoices"
        description="A month is invoiced on the first of the next one: the plan's price, usage beyond it, and tax."
      />
      {role === "admin" ? (
        <InvoiceList />
      ) : (
        <Callout title="Admins see invoices">Ask an admin of the organisation.</Callout>
      )}
    </div>
  );
}

function InvoiceList() {
  const invoices = useInvoices();
  return (
    <div className="grid grid-cols-1 gap-4">
      <NextInvoice />
      <Card>
        <PagedList query={invoices} what="invoices">
          {({ items }) => <InvoicesTable invoices={items} />}
        </PagedList>
      </Card>
    </div>
  );
}

/** What the running month comes to, if it goes on as it went so far. Nothing while it is not known: the list stands without it. */
function NextInvoice() {
  const { data: usage } = useCurrentUsage({ live: true });
  const { data: projected } = useProjectedInvoice({ enabled: true });
  if (!usage || !projected) return null;
  const { start, end } = usage.current_period;
  return (
    <Callout
      title={`${periodName(start)} so far leads to about ${formatMoney(projected.total_amount)}`}
      action={
        <Link
          href="/usage"
          className="font-medium underline underline-offset-4 touch:inline-block touch:py-3"
        >
          See usage
        </Link>
      }
    >
      It is invoiced after {formatDate(end)}, for what was really used.
    </Callout>
  );
}
