"use client";
import { Building2 } from "lucide-react";
import Link from "next/link";
import { PagedList } from "#components/data/paged-list.tsx";
import { usePages } from "#components/data/queries.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Badge, StatusPill } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { TenantAnswer } from "./answers.ts";
import { Filters, useFilter } from "./filters.tsx";
import { ResetFactor } from "./reset-factor.tsx";

const STATES = [
  { value: "active", label: "Active" },
  { value: "suspended", label: "Suspended" },
];

export function Tenants() {
  const filter = useFilter({ q: "", state: "" });
  const tenants = usePages<TenantAnswer>(
    ["operator", "tenants", filter.values],
    `/api/admin/tenants?${filter.query}`,
  );
  return (
    <>
      <PageHeader
        title="Organisations"
        description="Plan, this month's usage against the hard caps, and unpaid invoices. Open one to change its terms."
        actions={<ResetFactor />}
      />
      <Card>
        <Filters
          filter={filter}
          choices={[{ name: "state", label: "State", all: "Active and suspended", options: STATES }]}
        />
        <PagedList query={tenants} what="organisations">
          {({ items }) => <TenantsTable tenants={items} filtered={filter.query.size > 0} />}
        </PagedList>
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
            <span className="grid justify-items-start">
              <Link href={`/operator/tenants/${tenant.slug}`} className={rowLink}>
                {tenant.name}
              </Link>
              <span className="text-ink-3 text-sm">{tenant.slug}</span>
            </span>
          ),
        },
        {
          id: "plan",
          header: "Plan",
          cell: (tenant) => (
            <span className="flex flex-wrap items-center gap-1.5">
              {PLAN_NAMES[tenant.plan]}
              <Suspended tenant={tenant} />
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
          id: "revenue",
          header: "Revenue, 12 months",
          numeric: true,
          cell: (tenant) => formatMoney(tenant.revenue_12_months),
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
      ]}
    />
  );
}

/** Says that an organisation is shut out, and why; nothing of one that is not. */
export function Suspended({ tenant }: { tenant: Pick<TenantAnswer, "is_active" | "suspended_for_payment"> }) {
  if (tenant.is_active) return null;
  return (
    <StatusPill tone="bad">{tenant.suspended_for_payment ? "Suspended, unpaid" : "Suspended"}</StatusPill>
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
