"use client";
import { Building2 } from "lucide-react";
import { usePages } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { SearchField } from "#components/data/search-field.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Badge, StatusPill } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadMore } from "#components/ui/pagination.tsx";
import { LoadingRows, Progress } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { TenantAnswer } from "./answers.ts";
import { ChangeTenant, SuspendTenant } from "./change-tenant.tsx";

const STATES = [
  { value: "active", label: "Active" },
  { value: "suspended", label: "Suspended" },
];

export function Tenants() {
  const [param, setParams] = useUrlParams();
  const filter = { q: param("q"), state: param("state") };
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  const tenants = usePages<TenantAnswer>(["operator", "tenants", filter], `/api/admin/tenants?${query}`);
  return (
    <>
      <PageHeader
        title="Organisations"
        description="Plan, usage of this month, hard caps and unpaid invoices."
      />
      <Card>
        <div className="flex flex-wrap gap-2 px-4 py-3">
          <SearchField
            label="Search organisations"
            value={filter.q}
            onChange={(text) => setParams({ q: text })}
          />
          <Select
            aria-label="State"
            className="w-full sm:w-44"
            placeholder="All"
            options={STATES}
            value={filter.state}
            onChange={(event) => setParams({ state: event.target.value })}
          />
        </div>
        <QueryView query={tenants} loading={<LoadingRows label="Loading organisations" />}>
          {({ items, total }) => (
            <>
              <TenantsTable tenants={items} filtered={query.size > 0} />
              <LoadMore
                shown={items.length}
                total={total}
                loading={tenants.isFetchingNextPage}
                onLoadMore={() => void tenants.fetchNextPage()}
              />
            </>
          )}
        </QueryView>
      </Card>
    </>
  );
}

function TenantsTable({ tenants, filtered }: { tenants: readonly TenantAnswer[]; filtered: boolean }) {
  return (
    <DataTable
      caption="Organisations"
      rows={tenants}
      rowKey={(tenant) => tenant.tenant_id}
      empty={
        <EmptyState icon={Building2} title={filtered ? "No organisation matches" : "No organisations yet"}>
          {filtered
            ? "Change the search or the state."
            : "They appear here as they sign up or are created by `npm run tenant`."}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: "Organisation",
          rowHeader: true,
          className: "min-w-44",
          cell: (tenant) => (
            <span className="grid">
              <span className="font-medium">{tenant.name}</span>
              <span className="text-ink-3 text-sm">{tenant.slug}</span>
            </span>
          ),
        },
        {
          id: "plan",
          header: "Plan",
          cell: (tenant) => (
            <span className="flex flex-wrap items-center gap-1.5">
              <span className="capitalize">{tenant.plan}</span>
              {!tenant.is_active && (
                <StatusPill tone="bad">
                  {tenant.suspended_for_payment ? "Suspended, unpaid" : "Suspended"}
                </StatusPill>
              )}
            </span>
          ),
        },
        {
          id: "storage",
          header: "Storage",
          className: "min-w-36",
          cell: (tenant) => (
            <Used
              name={`Storage of ${tenant.name}`}
              used={tenant.storage_used}
              cap={tenant.storage_quota}
              format={formatBytes}
            />
          ),
        },
        {
          id: "calls",
          header: "API calls",
          className: "min-w-36",
          cell: (tenant) => (
            <Used
              name={`API calls of ${tenant.name}`}
              used={tenant.api_calls}
              cap={tenant.api_quota}
              format={formatCount}
            />
          ),
        },
        {
          id: "files",
          header: "Files processed",
          numeric: true,
          cell: (tenant) => (
            <span className="grid justify-items-end">
              {formatCount(tenant.files_processed)}
              <span className="text-ink-3 text-xs">{formatCount(tenant.files)} kept</span>
            </span>
          ),
        },
        {
          id: "invoices",
          header: "Unpaid",
          numeric: true,
          cell: (tenant) => (
            <span className="grid justify-items-end">
              {formatCount(tenant.open_invoices)}
              {tenant.overdue_invoices > 0 && (
                <Badge tone="bad">{formatCount(tenant.overdue_invoices)} overdue</Badge>
              )}
            </span>
          ),
        },
        {
          id: "change",
          header: <span className="sr-only">Change</span>,
          className: "text-right whitespace-nowrap",
          cell: (tenant) => (
            <span className="inline-flex gap-1">
              <ChangeTenant tenant={tenant} />
              <SuspendTenant tenant={tenant} />
            </span>
          ),
        },
      ]}
    />
  );
}

function Used({
  name,
  used,
  cap,
  format,
}: {
  name: string;
  used: number;
  cap: number;
  format: (value: number) => string;
}) {
  const share = cap > 0 ? used / cap : used > 0 ? 1 : 0;
  return (
    <span className="grid gap-1">
      <span className="whitespace-nowrap tabular-nums">
        {format(used)} <span className="text-ink-3">of {format(cap)}</span>
      </span>
      <Progress label={name} value={share} tone={share >= 1 ? "bad" : share >= 0.9 ? "warn" : "brand"} />
    </span>
  );
}
