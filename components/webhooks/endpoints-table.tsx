"use client";
import Link from "next/link";
import { NONE } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import type { EndpointAnswer } from "./answers.ts";
import { ALL } from "./event-choice.tsx";
import { EndpointStatus } from "./status.tsx";

const COLUMNS: readonly Column<EndpointAnswer>[] = [
  {
    id: "url",
    header: "Address",
    rowHeader: true,
    cell: (endpoint) => (
      <div className="grid">
        <Link href={`/settings/webhooks/${endpoint.id}`} className={`${rowLink} break-all`}>
          {endpoint.url}
        </Link>
        {endpoint.description && <span className="text-ink-3 text-sm">{endpoint.description}</span>}
      </div>
    ),
  },
  { id: "status", header: "Status", cell: (endpoint) => <EndpointStatus endpoint={endpoint} /> },
  {
    id: "events",
    header: "Events",
    hideOnPhone: true,
    cell: ({ events }) =>
      events.includes(ALL) ? "Everything" : events.length === 1 ? events[0] : `${events.length} chosen`,
  },
  {
    id: "last",
    header: "Last success",
    cell: ({ last_success_at: at }) => (at ? <Time at={at} show="relative" /> : NONE),
  },
];

export function EndpointsTable({ endpoints }: { endpoints: readonly EndpointAnswer[] }) {
  return (
    <DataTable
      caption="Webhook endpoints"
      columns={COLUMNS}
      rows={endpoints}
      rowKey={(endpoint) => endpoint.id}
    />
  );
}
