"use client";
import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useEndless } from "#components/archival/queries.ts";
import { ShowMore } from "#components/archival/show-more.tsx";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { SearchField } from "#components/data/search-field.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { formatDuration, formatFine } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { SlowAnswer, SlowCountAnswer } from "../answers.ts";
import { type Filter, Filters, useFilter } from "../filters.tsx";
import { FindTrace } from "./find-trace.tsx";
import { SINCE, sinceOf } from "./since.ts";
import { TenantLink } from "./tenant-link.tsx";

/** How often it is asked anew, milliseconds. */
const EVERY = 15_000;
/** Names that are shown at first: those with the most time lost. */
const FIRST = 8;

type Kind = "request" | "job";
type Slow = Filter<"kind" | "name" | "tenant" | "since" | "sort">;

/** `limits`: from how many milliseconds on a request or a job's stretch is slow; kept for `keepDays`. */
export function SlowRequests({ limits, keepDays }: { limits: Record<Kind, number>; keepDays: number }) {
  const filter = useFilter({ kind: "request", name: "", tenant: "", since: "", sort: "newest" });
  const kind: Kind = filter.values.kind === "job" ? "job" : "request";
  return (
    <>
      <PageHeader
        title="Slow requests"
        description={`Requests from ${formatDuration(limits.request)} on and stretches of jobs from ${formatDuration(limits.job)} on, of the last ${keepDays} days.`}
        actions={<FindTrace />}
      />
      <div className="grid grid-cols-1 gap-5">
        <Card>
          <div className="flex flex-wrap items-center gap-2 px-4 pt-3 pb-2">
            <Segmented<Kind>
              label="What"
              value={kind}
              onChange={(next) => filter.set({ kind: next === "job" ? next : "", name: "" })}
              segments={[
                { value: "request", label: "Requests" },
                { value: "job", label: "Jobs" },
              ]}
            />
            <SearchField
              label="Address of an organisation"
              value={filter.values.tenant}
              onChange={(tenant) => filter.set({ tenant })}
            />
          </div>
          <Filters
            filter={filter}
            choices={[{ name: "since", label: "When", all: `The last ${keepDays} days`, options: SINCE }]}
          />
          <ByName filter={filter} kind={kind} />
        </Card>
        <OneByOne filter={filter} kind={kind} />
      </div>
    </>
  );
}

function ByName({ filter, kind }: { filter: Slow; kind: Kind }) {
  const { tenant, since, name } = filter.values;
  const [all, setAll] = useState(false);
  const query = queryOf({ kind, tenant, ...sinceOf(since) });
  const counts = useQuery({
    queryKey: ["operator", "slow", "by-name", kind, tenant, since],
    queryFn: () => api<{ items: SlowCountAnswer[] }>(`/api/admin/slow-requests/by-name?${query}`),
    refetchInterval: EVERY,
  });
  return (
    <QueryView query={counts} loading={<LoadingRows rows={3} label="Counting" />}>
      {({ items }) => (
        <>
          <DataTable
            caption="Slow by name"
            rows={all ? items : items.slice(0, FIRST)}
            rowKey={(row) => row.name}
            empty={<Nothing kind={kind} />}
            columns={[
              {
                id: "name",
                header: kind === "job" ? "Job" : "Route",
                rowHeader: true,
                cell: (row) => (
                  <button
                    type="button"
                    aria-pressed={row.name === name}
                    className="break-words text-left font-mono text-sm hover:text-brand-text hover:underline aria-pressed:font-semibold aria-pressed:text-brand-text touch:min-h-11"
                    onClick={() => filter.set({ name: row.name === name ? "" : row.name })}
                  >
                    {row.name}
                  </button>
                ),
              },
              {
                id: "count",
                header: "Slow",
                numeric: true,
                sortBy: (row) => row.count,
                cell: (row) => formatCount(row.count),
              },
              {
                id: "p95",
                header: "p95 of the slow",
                numeric: true,
                sortBy: (row) => row.p95_ms,
                cell: (row) => formatFine(row.p95_ms),
              },
              {
                id: "max",
                header: "Slowest",
                numeric: true,
                sortBy: (row) => row.max_ms,
                cell: (row) => formatFine(row.max_ms),
              },
              {
                id: "failed",
                header: "Failed",
                numeric: true,
                sortBy: (row) => row.failed,
                cell: (row) => formatCount(row.failed),
              },
              {
                id: "last",
                header: "Last",
                className: "whitespace-nowrap text-ink-2",
                hideOnPhone: true,
                cell: (row) => <Time at={row.last_at} show="relative" />,
              },
            ]}
          />
          {!all && items.length > FIRST && (
            <div className="flex justify-center py-3">
              <Button onClick={() => setAll(true)}>Show all {formatCount(items.length)}</Button>
            </div>
          )}
        </>
      )}
    </QueryView>
  );
}

function OneByOne({ filter, kind }: { filter: Slow; kind: Kind }) {
  const { tenant, since, name, sort } = filter.values;
  const query = queryOf({ kind, tenant, name, sort, ...sinceOf(since) });
  const slow = useEndless<SlowAnswer>(
    ["operator", "slow", kind, tenant, since, name, sort],
    `/api/admin/slow-requests?${query}`,
    { pace: () => EVERY },
  );
  return (
    <Card>
      <CardHeader
        title="One by one"
        description={
          name ? <>Only {name}. Choose it again to see all.</> : "Choose a name above to see only those."
        }
        actions={
          <Segmented
            label="Order"
            value={sort === "slowest" ? "slowest" : "newest"}
            onChange={(next) => filter.set({ sort: next === "newest" ? "" : next })}
            segments={[
              { value: "newest", label: "Newest" },
              { value: "slowest", label: "Slowest" },
            ]}
          />
        }
      />
      <QueryView query={slow} loading={<LoadingRows label="Loading slow requests" />}>
        {(items) => (
          <>
            <SlowTable items={items} kind={kind} />
            <ShowMore query={slow} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function SlowTable({ items, kind }: { items: readonly SlowAnswer[]; kind: Kind }) {
  return (
    <DataTable
      caption="Slow, one by one"
      rows={items}
      rowKey={(item) => `${item.trace_id} ${item.span_id}`}
      empty={<Nothing kind={kind} />}
      columns={[
        {
          id: "name",
          header: kind === "job" ? "Job" : "Request",
          rowHeader: true,
          cell: (item) => (
            <Link className={`${rowLink} break-words`} href={`/operator/traces/${item.trace_id}`}>
              {item.name}
            </Link>
          ),
        },
        {
          id: "took",
          header: "Took",
          numeric: true,
          cell: (item) => formatFine(item.duration_ms),
        },
        { id: "status", header: "Result", cell: (item) => <Result item={item} /> },
        { id: "tenant", header: "Organisation", cell: (item) => <TenantLink tenant={item.tenant} /> },
        {
          id: "when",
          header: "When",
          className: "whitespace-nowrap text-ink-2",
          cell: (item) => <Time at={item.started_at} show="relative" />,
        },
      ]}
    />
  );
}

function Result({ item: { status, http_status } }: { item: SlowAnswer }) {
  const failed = status === "error";
  return <Badge tone={failed ? "bad" : "neutral"}>{http_status ?? (failed ? "Failed" : "Done")}</Badge>;
}

function Nothing({ kind }: { kind: Kind }) {
  return (
    <EmptyState icon={Gauge} title={kind === "job" ? "No job was slow" : "No request was slow"}>
      What takes too long appears here, with where its time went.
    </EmptyState>
  );
}

/** Of those that are set. */
function queryOf(values: Record<string, string>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
}
