"use client";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { ApiError, api } from "#components/data/api.ts";
import { NotFoundCard } from "#components/data/not-found-card.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { formatDateTime, formatFine } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { ErrorGroupDetailAnswer } from "../answers.ts";
import { Where } from "./errors.tsx";
import { MarkError } from "./mark-error.tsx";
import { TenantLink } from "./tenant-link.tsx";

const LIST = { href: "/operator/errors", label: "Errors" };

/** One way of failing: where, how often, for whom, and its newest traces. */
export function OneError({ fingerprint }: { fingerprint: string }) {
  const error = useQuery({
    queryKey: ["operator", "errors", "one", fingerprint],
    queryFn: () => api<ErrorGroupDetailAnswer>(`/api/admin/errors/${encodeURIComponent(fingerprint)}`),
  });
  if (error.error instanceof ApiError && error.error.code === "error_group_not_found")
    return (
      <NotFoundCard
        title="No error here"
        message={error.error.message}
        back={{ href: LIST.href, label: "All errors" }}
      />
    );
  return (
    <>
      <PageHeader
        title={error.data?.type ?? "Error"}
        crumbs={[LIST, { label: error.data?.type ?? "Error" }]}
        badges={error.data && <State error={error.data} />}
        actions={error.data && <MarkError error={error.data} />}
      />
      <QueryView
        query={error}
        loading={
          <Card>
            <LoadingRows rows={5} label="Loading the error" />
          </Card>
        }
      >
        {(found) => (
          <div className="grid grid-cols-1 gap-5">
            {found.state === "open" && found.marked && (
              <Callout tone="warn" title="It came back">
                It was marked as resolved {formatDateTime(found.marked.at)}
                {found.marked.by && ` by ${found.marked.by}`}, and was seen again since.
              </Callout>
            )}
            <Facts error={found} />
            <Card>
              <CardHeader title="Newest traces" description="Twenty at most, of those that are kept." />
              <Traces error={found} />
            </Card>
          </div>
        )}
      </QueryView>
    </>
  );
}

const STATES: Record<ErrorGroupDetailAnswer["state"], { tone: Tone; label: string }> = {
  open: { tone: "bad", label: "Open" },
  resolved: { tone: "ok", label: "Resolved" },
  ignored: { tone: "neutral", label: "Ignored" },
};

function State({ error: { state } }: { error: ErrorGroupDetailAnswer }) {
  return <StatusPill tone={STATES[state].tone}>{STATES[state].label}</StatusPill>;
}

function Facts({ error }: { error: ErrorGroupDetailAnswer }) {
  return (
    <Card>
      <CardBody className="pt-4">
        <DataList
          items={[
            { key: "message", term: "Message", value: error.message },
            { key: "where", term: "Where", value: <Where error={error} /> },
            { key: "process", term: "Part of the product", value: error.service },
            { key: "count", term: "Times", value: formatCount(error.count) },
            {
              key: "tenants",
              term: "Organisations",
              value: <Whom error={error} />,
            },
            { key: "last", term: "Last seen", value: formatDateTime(error.last_seen) },
            { key: "first", term: "First seen", value: formatDateTime(error.first_seen) },
            ...(error.marked && error.state !== "open"
              ? [
                  {
                    key: "marked",
                    term: STATES[error.state].label,
                    value: `${formatDateTime(error.marked.at)}${error.marked.by ? ` by ${error.marked.by}` : ""}`,
                  },
                ]
              : []),
            ...(error.last_trace_id
              ? [
                  {
                    key: "trace",
                    term: "Last trace",
                    value: error.trace_kept ? (
                      <Link className={rowLink} href={`/operator/traces/${error.last_trace_id}`}>
                        <code className="break-all font-mono text-sm">{error.last_trace_id}</code>
                      </Link>
                    ) : (
                      <>
                        <Copyable value={error.last_trace_id} label="Copy trace id" />
                        <span className="block text-ink-3 text-sm">
                          It is kept no longer; the log may have its lines.
                        </span>
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </CardBody>
    </Card>
  );
}

/** Of the traces that are kept: how many, and the last of them by name. */
function Whom({ error: { tenants, tenant_count } }: { error: ErrorGroupDetailAnswer }) {
  if (tenant_count === 0) return "None that is known";
  const others = tenant_count - tenants.length;
  return (
    <span className="flex flex-wrap gap-x-3">
      {tenants.map((tenant) => (
        <TenantLink key={tenant.id} tenant={tenant} />
      ))}
      {others > 0 && `and ${formatCount(others)} more`}
    </span>
  );
}

function Traces({ error }: { error: ErrorGroupDetailAnswer }) {
  return (
    <DataTable
      caption="Newest traces"
      rows={error.traces}
      rowKey={({ trace_id }) => trace_id}
      empty={
        <EmptyState icon={SearchX} title="No trace is kept">
          It happened outside of any trace, or too long ago.
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: "What",
          rowHeader: true,
          cell: (trace) => (
            <Link className={`${rowLink} break-words`} href={`/operator/traces/${trace.trace_id}`}>
              {trace.name}
            </Link>
          ),
        },
        { id: "tenant", header: "Organisation", cell: ({ tenant }) => <TenantLink tenant={tenant} /> },
        { id: "took", header: "Took", numeric: true, cell: (trace) => formatFine(trace.duration_ms) },
        {
          id: "when",
          header: "When",
          className: "whitespace-nowrap text-ink-2",
          cell: (trace) => <Time at={trace.started_at} show="relative" />,
        },
      ]}
    />
  );
}
