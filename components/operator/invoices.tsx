"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { usePages } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { SearchField } from "#components/data/search-field.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadMore } from "#components/ui/pagination.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import type { InvoiceAnswer, InvoiceRunsAnswer } from "./answers.ts";
import { InvoiceDialog } from "./invoice-dialog.tsx";
import { InvoiceRuns } from "./invoice-runs.tsx";
import { InvoicesTable, type Opened } from "./invoices-table.tsx";
import { RunInvoices } from "./run-invoices.tsx";

const LIVE = 1000;
const STATUSES = [
  { value: "draft", label: "Draft" },
  { value: "finalised", label: "Finalised" },
  { value: "sent", label: "Sent" },
  { value: "paid", label: "Paid" },
  { value: "overdue", label: "Overdue" },
  { value: "void", label: "Void" },
  { value: "uncollectible", label: "Uncollectible" },
];

export function Invoices() {
  const [running, setRunning] = useState(false);
  const runs = useQuery({
    queryKey: ["operator", "invoice-runs"],
    queryFn: () => api<InvoiceRunsAnswer>("/api/admin/invoice-runs?limit=10"),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      running || state.data?.items.some((run) => run.status === "running") ? LIVE : false,
  });
  return (
    <>
      <PageHeader title="Invoices" description="Of all organisations." />
      <div className="grid gap-5">
        <RunInvoices runs={runs.data} onRunning={setRunning} />
        <QueryView query={runs} loading={<LoadingRows label="Loading runs" rows={3} />}>
          {({ items }) => <InvoiceRuns runs={items} />}
        </QueryView>
        <AllInvoices />
      </div>
    </>
  );
}

function AllInvoices() {
  const [param, setParams] = useUrlParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const filter = { status: param("status"), q: param("q") };
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  const invoices = usePages<InvoiceAnswer>(["operator", "invoices", filter], `/api/admin/invoices?${query}`);
  return (
    <Card>
      <CardHeader title="All invoices" />
      <div className="flex flex-wrap gap-2 px-4 pb-3">
        <Select
          aria-label="Status"
          className="w-full sm:w-44"
          placeholder="Every status"
          options={STATUSES}
          value={filter.status}
          onChange={(event) => setParams({ status: event.target.value })}
        />
        <SearchField
          label="Search organisations"
          value={filter.q}
          onChange={(text) => setParams({ q: text })}
        />
      </div>
      <QueryView query={invoices} loading={<LoadingRows label="Loading invoices" />}>
        {({ items, total }) => (
          <>
            <InvoicesTable invoices={items} filtered={query.size > 0} onOpen={setOpened} />
            <LoadMore
              shown={items.length}
              total={total}
              loading={invoices.isFetchingNextPage}
              onLoadMore={() => void invoices.fetchNextPage()}
            />
          </>
        )}
      </QueryView>
      <InvoiceDialog opened={opened} onClose={() => setOpened(null)} />
    </Card>
  );
}
