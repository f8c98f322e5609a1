"use client";
import { InvoicesTable } from "#components/billing/invoices-table.tsx";
import { useInvoices } from "#components/billing/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import type { Role } from "#components/shell/types.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadMore } from "#components/ui/pagination.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";

export function Invoices({ role }: { role: Role }) {
  return (
    <div>
      <PageHeader
        title="Invoices"
        description="Each month on the first of the next one: base price, usage beyond the plan, tax."
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
    <Card>
      <QueryView query={invoices} loading={<LoadingRows label="Loading invoices" />}>
        {({ items, total }) => (
          <>
            <InvoicesTable invoices={items} />
            <LoadMore
              shown={items.length}
              total={total}
              loading={invoices.isFetchingNextPage}
              onLoadMore={() => void invoices.fetchNextPage()}
            />
          </>
        )}
      </QueryView>
    </Card>
  );
}
