"use client";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, SearchX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { formatDateTime, formatFine } from "#components/format/time.ts";
import { Badge, StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { rowLink } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { TraceAnswer } from "../answers.ts";
import { FindTrace } from "./find-trace.tsx";
import { Spans } from "./spans.tsx";
import { TenantLink } from "./tenant-link.tsx";

/** One trace: what it was about, and where its time went. `externalUrl` shows it in another tool, where there is one. */
export function TracePage({ id, externalUrl }: { id: string; externalUrl: string | null }) {
  const trace = useQuery({
    queryKey: ["operator", "trace", id],
    queryFn: () => api<TraceAnswer>(`/api/admin/traces/${id}`),
    retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status === 404),
  });
  if (trace.error instanceof ApiError && trace.error.code.startsWith("trace_"))
    return <NotKept id={id} sentence={trace.error.message} externalUrl={externalUrl} />;
  return (
    <>
      <PageHeader
        title={trace.data?.root_name ?? "Trace"}
        crumbs={[
          { label: "Slow requests", href: "/operator/slow-requests" },
          { label: `Trace ${id.slice(0, 8)}…` },
        ]}
        badges={trace.data && <Status trace={trace.data} />}
        actions={externalUrl && <Elsewhere url={externalUrl} />}
      />
      <QueryView
        query={trace}
        loading={
          <Card>
            <LoadingRows rows={8} label="Loading the trace" />
          </Card>
        }
      >
        {(found) => (
          <div className="grid grid-cols-1 gap-5">
            <Facts trace={found} />
            <Card>
              <CardHeader title="Spans" description="Choose one to see what it says of itself." />
              {found.dropped_spans > 0 && (
                <CardBody>
                  <Callout tone="warn" title="This trace was too large to be kept whole">
                    {formatCount(found.dropped_spans)} more spans were left out.
                  </Callout>
                </CardBody>
              )}
              <Spans trace={found} />
            </Card>
          </div>
        )}
      </QueryView>
    </>
  );
}

function Status({ trace }: { trace: TraceAnswer }) {
  return (
    <>
      <StatusPill tone={trace.status === "error" ? "bad" : "ok"}>
        {trace.status === "error" ? "Failed" : "Went well"}
      </StatusPill>
      <Badge>{REASONS[trace.reason]}</Badge>
    </>
  );
}

const REASONS: Record<TraceAnswer["reason"], string> = {
  error: "Kept because it failed",
  slow: "Kept because it was slow",
  processing: "A file's processing",
};

function Facts({ trace }: { trace: TraceAnswer }) {
  const items: { key: string; term: string; value: ReactNode }[] = [
    { key: "id", term: "Trace id", value: <Copyable value={trace.trace_id} label="Copy trace id" /> },
    {
      key: "when",
      term: "Began",
      value: `${formatDateTime(trace.started_at)}, took ${formatFine(trace.duration_ms)}`,
    },
    {
      key: "tenant",
      term: "Organisation",
      value: <TenantLink tenant={trace.tenant} />,
    },
  ];
  if (trace.file_id)
    items.push({
      key: "file",
      term: "File",
      value: <Copyable value={trace.file_id} label="Copy the file's id" />,
    });
  if (trace.error_type)
    items.push({
      key: "error",
      term: "Error",
      value: trace.error_fingerprint ? (
        <Link className={rowLink} href={`/operator/errors/${trace.error_fingerprint}`}>
          {trace.error_type}
        </Link>
      ) : (
        trace.error_type
      ),
    });
  items.push({
    key: "log",
    term: "Log lines",
    value: (
      <>
        <Copyable value={`"trace_id":"${trace.trace_id}"`} label="Copy what to search the log for" />
        <span className="block text-ink-3 text-sm">
          Every line of the log that belongs to it carries this.
        </span>
      </>
    ),
  });
  return (
    <Card>
      <CardBody className="pt-4">
        <DataList items={items} />
      </CardBody>
    </Card>
  );
}

function Elsewhere({ url }: { url: string }) {
  return (
    <Button asChild>
      <a href={url} target="_blank" rel="noreferrer">
        <ExternalLink aria-hidden />
        Open in the tracing tool
      </a>
    </Button>
  );
}

function NotKept({
  id,
  sentence,
  externalUrl,
}: {
  id: string;
  sentence: string;
  externalUrl: string | null;
}) {
  return (
    <>
      <PageHeader title="This trace is not kept" />
      <Card>
        <EmptyState icon={SearchX} title="Nothing under this id" action={<NextSteps url={externalUrl} />}>
          <p>{sentence}</p>
          <p className="mt-2">The log may still have its lines: search it for</p>
          <Copyable value={`"trace_id":"${id}"`} label="Copy what to search the log for" />
        </EmptyState>
      </Card>
    </>
  );
}

function NextSteps({ url }: { url: string | null }) {
  return (
    <div className="grid justify-items-center gap-3">
      {url && <Elsewhere url={url} />}
      <FindTrace />
    </div>
  );
}
