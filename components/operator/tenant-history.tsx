"use client";
import { History, ListChecks } from "lucide-react";
import { formatDate } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { TenantDetailAnswer } from "./answers.ts";
import { linesOf, titleOf } from "./change-words.ts";
import { TraceLink } from "./observe/trace-link.tsx";

/** From when it had which plan, and what waits. */
export function PlanHistoryCard({ tenant }: { tenant: TenantDetailAnswer }) {
  return (
    <Card>
      <CardHeader title="Plans so far" />
      <DataTable
        caption="Plans so far"
        rows={tenant.plan_history}
        rowKey={({ effective_at }) => effective_at}
        empty={<EmptyState icon={History} title="No plan yet" />}
        columns={[
          {
            id: "plan",
            header: "Plan",
            rowHeader: true,
            cell: ({ plan, applied, trial_ends_at }) => (
              <span className="grid justify-items-start gap-0.5">
                <span className="inline-flex flex-wrap items-center gap-1.5">
                  {PLAN_NAMES[plan]}
                  {!applied && <Badge tone="info">Waits</Badge>}
                </span>
                {trial_ends_at && (
                  <span className="text-ink-3 text-sm">free until {formatDate(trial_ends_at)}</span>
                )}
              </span>
            ),
          },
          {
            id: "from",
            header: "From",
            className: "whitespace-nowrap",
            cell: ({ effective_at }) => <Time at={effective_at} show="datetime" />,
          },
          { id: "by", header: "By", cell: ({ requested_by }) => whom(requested_by) },
        ]}
      />
    </Card>
  );
}

/** The audit trail of what operators did, and of what changed plan, terms and access. */
export function ChangesCard({ tenant }: { tenant: TenantDetailAnswer }) {
  return (
    <Card>
      <CardHeader
        title="Changes"
        description="What operators did, and what changed plan, terms and access. The last 50."
      />
      <DataTable
        caption="Changes"
        rows={tenant.changes}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={ListChecks} title="Nothing was changed yet" />}
        columns={[
          {
            id: "what",
            header: "What",
            rowHeader: true,
            className: "min-w-40",
            cell: ({ action }) => titleOf(action),
          },
          {
            id: "detail",
            header: "From and to",
            className: "min-w-56",
            cell: (change) => (
              <ul className="grid text-ink-2">
                {linesOf(change).map((line) => (
                  <li key={line} className="break-words">
                    {line}
                  </li>
                ))}
              </ul>
            ),
          },
          { id: "by", header: "By", cell: ({ by }) => whom(by) },
          {
            id: "when",
            header: "When",
            className: "whitespace-nowrap text-ink-2",
            cell: ({ at }) => <Time at={at} show="datetime" />,
          },
          {
            id: "trace",
            header: "Trace",
            hideOnPhone: true,
            cell: ({ trace_id }) => <TraceLink id={trace_id} />,
          },
        ]}
      />
    </Card>
  );
}

/** `operator` and `system` as they are said; a member by name. */
function whom(actor: string): string {
  if (actor === "operator") return "Operator";
  if (actor === "system") return "The platform";
  return actor.charAt(0).toUpperCase() + actor.slice(1);
}
