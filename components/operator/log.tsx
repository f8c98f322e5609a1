"use client";
import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import Link from "next/link";
import { api } from "#components/data/api.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { usePages } from "#components/data/queries.ts";
import { SearchField } from "#components/data/search-field.tsx";
import { Time } from "#components/format/time-element.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { LogAnswer, OperatorAnswer } from "./answers.ts";
import { linesOf, titleOf } from "./change-words.ts";
import { Filters, useFilter } from "./filters.tsx";
import { TraceLink } from "./observe/trace-link.tsx";

/** Nouns of what operators do. */
const SUBJECTS = [
  ["operator", "Operators and sign-ins"],
  ["tenant", "Organisations"],
  ["plan_version", "Plans and prices"],
  ["coupon", "Coupons"],
  ["invoice_run", "Invoice runs"],
  ["invoice", "Invoices"],
  ["credit_note", "Credit notes"],
  ["payment", "Payments"],
  ["usage", "Usage imports"],
  ["usage_conflict", "Usage conflicts"],
  ["job", "Jobs"],
  ["error", "Errors"],
  ["feature", "Switches"],
  ["incident", "Incidents and maintenance"],
  ["support_session", "Support sessions"],
].map(([value = "", label = ""]) => ({ value, label }));

export function OperatorLog() {
  const filter = useFilter({ actor: "", action: "", tenant: "" });
  const operators = useQuery({
    queryKey: ["operator", "operators"],
    queryFn: () => api<{ items: OperatorAnswer[] }>("/api/admin/operators"),
  });
  const log = usePages<LogAnswer>(["operator", "log", filter.values], `/api/admin/log?${filter.query}`);
  return (
    <>
      <PageHeader
        title="Log"
        description="What operators did, with whom and when. Nothing here is changed or taken away."
      />
      <Card>
        <div className="px-4 pt-3 pb-2">
          <SearchField
            label="Address of an organisation"
            value={filter.values.tenant}
            onChange={(tenant) => filter.set({ tenant })}
          />
        </div>
        <Filters
          filter={filter}
          choices={[
            {
              name: "actor",
              label: "Who",
              all: "Everybody",
              options: [
                ...(operators.data?.items ?? []).map(({ id, name }) => ({
                  value: `operator:${id}`,
                  label: name,
                })),
                { value: "operator", label: "Programs and commands" },
              ],
            },
            { name: "action", label: "What", all: "Everything", options: SUBJECTS },
          ]}
        />
        <PagedList query={log} what="the log">
          {({ items }) => <LogTable entries={items} />}
        </PagedList>
      </Card>
    </>
  );
}

function LogTable({ entries }: { entries: readonly LogAnswer[] }) {
  return (
    <DataTable
      caption="Log"
      rows={entries}
      rowKey={({ id }) => id}
      empty={<EmptyState icon={ScrollText} title="Nothing was done" />}
      columns={[
        {
          id: "what",
          header: "What",
          rowHeader: true,
          className: "min-w-40",
          cell: ({ action }) => titleOf(action),
        },
        {
          id: "tenant",
          header: "Organisation",
          cell: ({ tenant }) =>
            tenant?.slug ? (
              <Link className={rowLink} href={`/operator/tenants/${tenant.slug}`}>
                {tenant.slug}
              </Link>
            ) : (
              tenant && "Gone"
            ),
        },
        {
          id: "detail",
          header: "Detail",
          className: "min-w-56",
          cell: ({ detail }) => (
            <ul className="grid text-ink-2 text-sm">
              {linesOf(changeOf(detail)).map((line) => (
                <li key={line} className="break-words">
                  {line}
                </li>
              ))}
            </ul>
          ),
        },
        { id: "who", header: "Who", cell: ({ actor }) => actor.name ?? "Program or command" },
        { id: "ip", header: "From", hideOnPhone: true, cell: ({ ip }) => ip ?? "" },
        {
          id: "trace",
          header: "Trace",
          hideOnPhone: true,
          cell: ({ trace_id }) => <TraceLink id={trace_id} />,
        },
        {
          id: "when",
          header: "When",
          className: "whitespace-nowrap text-ink-2",
          cell: ({ at }) => <Time at={at} show="datetime" />,
        },
      ]}
    />
  );
}

/** What was written of a change, apart from what it says beside. */
function changeOf({ before, after, ...detail }: Record<string, unknown>) {
  return { detail, before: fields(before), after: fields(after) };
}

const fields = (value: unknown) => (typeof value === "object" && value !== null ? { ...value } : null);
