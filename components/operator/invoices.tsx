"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { invoiceStates } from "#components/billing/invoice-status.tsx";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import type { InvoiceRunsAnswer } from "./answers.ts";
import { Filters, useFilter } from "./filters.tsx";
import { InvoiceList } from "./invoice-list.tsx";
import { InvoiceRuns } from "./invoice-runs.tsx";
import { RunInvoices } from "./run-invoices.tsx";

const LIVE = 1000;
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
  const tBilling = useTranslations("billing");
  const filter = useFilter({ q: "", status: "" });
  return (
    <Card>
      <CardHeader title="All invoices" />
      <Filters
        filter={filter}
        choices={[{ name: "status", label: "Status", all: "Every status", options: invoiceStates(tBilling) }]}
      />
      <InvoiceList query={filter.query} />
    </Card>
  );
}
