"use client";
import { CircleCheck } from "lucide-react";
import { PagedList } from "#components/data/paged-list.tsx";
import { usePages } from "#components/data/queries.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatDateTime } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { ConflictAnswer } from "./answers.ts";
import { useChange } from "./change.ts";

export function UsageConflicts() {
  const [param, setParams] = useUrlParams();
  const state = param("state") === "resolved" ? "resolved" : "open";
  const conflicts = usePages<ConflictAnswer>(
    ["operator", "usage-conflicts", state],
    `/api/admin/usage-conflicts?state=${state}`,
  );
  return (
    <>
      <PageHeader
        title="Usage conflicts"
        description="Imported events whose key was counted before with another kind, quantity or time. They are not counted: settle each with the organisation's program, by new events or a credit note, then mark it."
      />
      <Card>
        <div className="px-4 py-3">
          <Segmented
            label="State"
            value={state}
            onChange={(next) => setParams({ state: next === "open" ? "" : next })}
            segments={[
              { value: "open", label: "Open" },
              { value: "resolved", label: "Settled" },
            ]}
          />
        </div>
        <PagedList query={conflicts} what="conflicts">
          {({ items }) => <ConflictsTable conflicts={items} open={state === "open"} />}
        </PagedList>
      </Card>
    </>
  );
}

function ConflictsTable({ conflicts, open }: { conflicts: readonly ConflictAnswer[]; open: boolean }) {
  return (
    <DataTable
      caption="Usage conflicts"
      rows={conflicts}
      rowKey={(conflict) => conflict.id}
      empty={
        <EmptyState icon={CircleCheck} title={open ? "No conflicts" : "None settled yet"}>
          {open && "Every imported event is counted as it came."}
        </EmptyState>
      }
      columns={[
        {
          id: "key",
          header: "Organisation and key",
          rowHeader: true,
          className: "min-w-44",
          cell: (conflict) => (
            <span className="grid">
              <span className="font-medium">{conflict.tenant.name}</span>
              <code className="break-all text-ink-2 text-sm">{conflict.key}</code>
            </span>
          ),
        },
        {
          id: "counted",
          header: "Counted",
          className: "min-w-44",
          cell: ({ counted, refused }) =>
            counted ? <Event event={counted} other={refused} /> : "Gone with its month",
        },
        {
          id: "refused",
          header: "Came later, not counted",
          className: "min-w-44",
          cell: ({ counted, refused }) => <Event event={refused} other={counted} />,
        },
        {
          id: "received",
          header: open ? "Received" : "Settled",
          className: "whitespace-nowrap text-ink-2",
          cell: (conflict) => (
            <Time at={conflict.resolved_at ?? conflict.refused.received_at} show="relative" />
          ),
        },
        ...(open
          ? [
              {
                id: "settle",
                header: <span className="sr-only">Settle</span>,
                className: "text-right",
                cell: (conflict: ConflictAnswer) => <Settle conflict={conflict} />,
              },
            ]
          : []),
      ]}
    />
  );
}

type Payload = ConflictAnswer["refused"];

/** What differs from the other one stands out. */
function Event({ event, other }: { event: Payload; other: Payload | null }) {
  const mark = (field: "kind" | "quantity" | "occurred_at") =>
    other && event[field] !== other[field] ? "font-semibold text-ink" : "text-ink-2";
  return (
    <span className="grid">
      <span>
        <span className={cn("tabular-nums", mark("quantity"))}>{event.quantity}</span>{" "}
        <span className={mark("kind")}>{event.kind.replaceAll("_", " ")}</span>
      </span>
      <span className={cn("whitespace-nowrap text-sm", mark("occurred_at"))}>
        {formatDateTime(event.occurred_at)}
      </span>
    </span>
  );
}

function Settle({ conflict }: { conflict: ConflictAnswer }) {
  const change = useChange();
  return (
    <Confirm
      trigger={
        <Button size="sm" aria-label={`Mark as settled: ${conflict.key} of ${conflict.tenant.slug}`}>
          Mark as settled
        </Button>
      }
      title="Mark this conflict as settled?"
      description="The counted event stays as it is, and the other one stays uncounted."
      confirmLabel="Mark as settled"
      onConfirm={async () => {
        await change(`/api/admin/usage-conflicts/${conflict.id}/resolve`);
      }}
    />
  );
}
