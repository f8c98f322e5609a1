"use client";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useEndless } from "#components/archival/queries.ts";
import { ShowMore } from "#components/archival/show-more.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { SearchField } from "#components/data/search-field.tsx";
import { formatFine } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { FailedAttemptAnswer } from "../answers.ts";
import { useFilter } from "../filters.tsx";
import { TenantLink } from "./tenant-link.tsx";

/** How often it is asked anew, milliseconds. */
const EVERY = 10_000;

/** Each time that a job failed, the newest first. */
export function FailedAttempts() {
  const filter = useFilter({ tenant: "", function: "" });
  const attempts = useEndless<FailedAttemptAnswer>(
    ["operator", "job-attempts", filter.values],
    `/api/admin/job-attempts?${filter.query}`,
    { pace: () => EVERY },
  );
  return (
    <Card>
      <div className="flex flex-wrap gap-2 px-4 py-3">
        <SearchField
          label="Address of an organisation"
          value={filter.values.tenant}
          onChange={(tenant) => filter.set({ tenant })}
        />
        <SearchField
          label="Function"
          value={filter.values.function}
          onChange={(name) => filter.set({ function: name })}
        />
      </div>
      <QueryView query={attempts} loading={<LoadingRows label="Loading failed attempts" />}>
        {(items) => (
          <>
            <AttemptsTable attempts={items} />
            <ShowMore query={attempts} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function AttemptsTable({ attempts }: { attempts: readonly FailedAttemptAnswer[] }) {
  return (
    <DataTable
      caption="Failed attempts"
      rows={attempts}
      rowKey={(attempt) => `${attempt.trace_id} ${attempt.span_id}`}
      empty={
        <EmptyState icon={CircleCheck} title="No attempt has failed">
          Failed attempts appear here with their trace, also those that went well when tried again.
        </EmptyState>
      }
      columns={[
        {
          id: "function",
          header: "Function and step",
          rowHeader: true,
          cell: (attempt) => (
            <span className="grid">
              <Link className={`${rowLink} font-mono text-sm`} href={`/operator/traces/${attempt.trace_id}`}>
                {attempt.function}
              </Link>
              {attempt.step && <span className="text-ink-3 text-sm">{attempt.step}</span>}
            </span>
          ),
        },
        {
          id: "error",
          header: "Error",
          className: "min-w-56",
          cell: (attempt) => <Fault attempt={attempt} />,
        },
        {
          id: "attempt",
          header: "Attempt",
          className: "whitespace-nowrap",
          cell: ({ attempt, final }) => (
            <>
              {attempt} {final ? <Badge tone="bad">The last</Badge> : <Badge>Tried again</Badge>}
            </>
          ),
        },
        {
          id: "tenant",
          header: "Organisation",
          cell: ({ tenant }) => <TenantLink tenant={tenant} />,
        },
        { id: "took", header: "Took", numeric: true, cell: (attempt) => formatFine(attempt.duration_ms) },
        {
          id: "when",
          header: "When",
          className: "whitespace-nowrap text-ink-2",
          cell: (attempt) => <Time at={attempt.started_at} show="relative" />,
        },
      ]}
    />
  );
}

function Fault({ attempt }: { attempt: FailedAttemptAnswer }) {
  const type = attempt.error_type ?? "Unknown";
  return (
    <span className="grid max-w-xl">
      {attempt.fingerprint ? (
        <Link className={rowLink} href={`/operator/errors/${attempt.fingerprint}`}>
          {type}
        </Link>
      ) : (
        type
      )}
      {attempt.error_message && (
        <span className="break-words text-ink-2 text-sm">{attempt.error_message}</span>
      )}
    </span>
  );
}
