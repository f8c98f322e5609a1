"use client";
import { useQuery } from "@tanstack/react-query";
import { Tags } from "lucide-react";
import type { ReactNode } from "react";
import { periodName } from "#components/billing/invoice-status.tsx";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { PlanVersionAnswer } from "./answers.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { PlanVersionForm } from "./plan-version-form.tsx";
import { stateOfVersions, type VersionState } from "./plan-versions.ts";

const STATES: Record<VersionState, { tone: "ok" | "info" | "neutral"; label: string }> = {
  planned: { tone: "info", label: "Planned" },
  in_force: { tone: "ok", label: "In force" },
  past: { tone: "neutral", label: "Past" },
};

/** Every version of every plan, and the way to a new one. */
export function Plans() {
  const versions = useQuery({
    queryKey: ["operator", "plans"],
    queryFn: () => api<{ items: PlanVersionAnswer[] }>("/api/admin/plans"),
  });
  return (
    <>
      <PageHeader
        title="Plans and prices"
        description="A new version starts with a month that has not begun. Months before it keep their prices, and a version is never rewritten."
      />
      <Card>
        <QueryView query={versions} loading={<LoadingRows label="Loading plans" />}>
          {({ items }) => <Versions versions={items} />}
        </QueryView>
      </Card>
    </>
  );
}

function Versions({ versions }: { versions: readonly PlanVersionAnswer[] }) {
  const rows = stateOfVersions(versions, new Date());
  return (
    <DataTable
      caption="Plan versions"
      rows={rows}
      rowKey={({ version: v }) => `${v.id} ${v.monthly_price.currency} ${v.valid_from}`}
      empty={<EmptyState icon={Tags} title="No plans" />}
      columns={[
        {
          id: "plan",
          header: "Plan",
          rowHeader: true,
          cell: ({ version }) => (
            <span className="grid">
              <span className="font-medium">{version.name}</span>
              <span className="text-ink-3 text-sm">{version.monthly_price.currency}</span>
            </span>
          ),
        },
        {
          id: "from",
          header: "From",
          className: "whitespace-nowrap",
          cell: ({ version, state }) => (
            <span className="grid justify-items-start gap-0.5">
              {periodName(version.valid_from)}
              <StatusPill tone={STATES[state].tone}>{STATES[state].label}</StatusPill>
            </span>
          ),
        },
        {
          id: "price",
          header: "A month",
          numeric: true,
          cell: ({ version }) => formatMoney(version.monthly_price),
        },
        {
          id: "files",
          header: "Files",
          numeric: true,
          cell: ({ version }) => (
            <Included
              included={formatCount(version.file_limit)}
              beyond={`${formatMoney(version.extra_file)} each`}
            />
          ),
        },
        {
          id: "storage",
          header: "Storage",
          numeric: true,
          cell: ({ version }) => (
            <Included
              included={formatBytes(version.storage_limit)}
              beyond={`${formatMoney(version.extra_gib)} a GiB`}
              cap={formatBytes(version.storage_cap)}
            />
          ),
        },
        {
          id: "calls",
          header: "API calls",
          numeric: true,
          cell: ({ version }) => (
            <Included
              included={formatCount(version.api_calls_limit)}
              beyond={`${formatMoney(version.extra_1k_api_calls)} per 1,000`}
              cap={formatCount(version.api_calls_cap)}
            />
          ),
        },
        {
          id: "archive",
          header: "Archive",
          numeric: true,
          cell: ({ version }) => (
            <Included
              included={formatBytes(version.archive_limit)}
              beyond={`${formatMoney(version.extra_archive_gib)} a GiB`}
              cap={formatBytes(version.archive_cap)}
            >
              <span className="text-ink-3 text-xs">restores {formatMoney(version.restored_gib)} a GiB</span>
            </Included>
          ),
        },
        {
          id: "seats",
          header: "Members",
          numeric: true,
          cell: ({ version }) => (version.seat_limit === null ? "No limit" : formatCount(version.seat_limit)),
        },
        {
          id: "new",
          header: <span className="sr-only">New version</span>,
          className: "text-right",
          cell: ({ version, newest }) => newest && <NewVersion version={version} />,
        },
      ]}
    />
  );
}

/** What is included, what each more costs, and where it ends. */
function Included({
  included,
  beyond,
  cap,
  children,
}: {
  included: string;
  beyond: string;
  cap?: string;
  children?: ReactNode;
}) {
  return (
    <span className="grid justify-items-end">
      {included}
      <span className="text-ink-3 text-xs">then {beyond}</span>
      {cap && cap !== included && <span className="text-ink-3 text-xs">up to {cap}</span>}
      {children}
    </span>
  );
}

function NewVersion({ version }: { version: PlanVersionAnswer }) {
  const name = `${version.name} in ${version.monthly_price.currency}`;
  return (
    <ChangeDialog
      wide
      trigger={
        <Button size="sm" aria-label={`New version of ${name}`}>
          New version
        </Button>
      }
      title={`New version of ${version.name}`}
      description="It starts from the terms of the newest one. Another currency offers the plan in that currency as well."
    >
      {(close) => <PlanVersionForm version={version} onDone={close} />}
    </ChangeDialog>
  );
}
