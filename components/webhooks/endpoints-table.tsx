"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { NONE } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { EndpointAnswer } from "./answers.ts";
import { ALL } from "./events.ts";
import { EndpointStatus } from "./status.tsx";

const columnsOf = (t: Translator<"webhooks">): readonly Column<EndpointAnswer>[] => [
  {
    id: "url",
    header: t("endpointsTable.address"),
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
  {
    id: "status",
    header: t("endpointsTable.status"),
    cell: (endpoint) => <EndpointStatus endpoint={endpoint} />,
  },
  {
    id: "events",
    header: t("endpointsTable.events"),
    hideOnPhone: true,
    cell: ({ events }) =>
      events.includes(ALL)
        ? t("endpointsTable.everything")
        : events.length === 1
          ? events[0]
          : t("endpointsTable.chosen", { length: events.length }),
  },
  {
    id: "last",
    header: t("endpointsTable.lastSuccess"),
    cell: ({ last_success_at: at }) => (at ? <Time at={at} show="relative" /> : NONE),
  },
];

export function EndpointsTable({ endpoints }: { endpoints: readonly EndpointAnswer[] }) {
  const t = useTranslations("webhooks");
  return (
    <DataTable
      caption={t("endpointsTable.webhookEndpoints")}
      columns={columnsOf(t)}
      rows={endpoints}
      rowKey={(endpoint) => endpoint.id}
    />
  );
}
