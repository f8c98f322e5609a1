"use client";
import { Download, ListX } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { Time } from "#components/format/time-element.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { formatEventQuantity, kindLabels, rangeOf } from "#components/usage/metrics.ts";
import { type DayRange, type UsageEvent, useUsageEvents } from "#components/usage/queries.ts";
import type { Translator } from "#lib/i18n/messages.ts";

const columnsOf = (t: Translator<"usage">): readonly Column<UsageEvent>[] => [
  {
    id: "when",
    header: t("usageEvents.when"),
    cell: (event) => <Time at={event.occurred_at} show="datetime" />,
  },
  { id: "what", header: t("usageEvents.what"), rowHeader: true, cell: (event) => <What event={event} /> },
  {
    id: "quantity",
    header: t("usageEvents.quantity"),
    numeric: true,
    cell: (event) => formatEventQuantity(event.kind, event.quantity),
  },
  {
    id: "key",
    header: t("usageEvents.countedOnceByThisKey"),
    hideOnPhone: true,
    cell: (event) => <code className="break-all font-mono text-ink-2 text-xs">{event.key}</code>,
  },
];

/** What was counted; a file's event leads to the file. */
function What({ event: { kind, detail } }: { event: UsageEvent }) {
  const t = useTranslations("usage");
  const label = kindLabels(t)[kind] ?? kind;
  if (!detail.file_id) return label;
  return (
    <Link
      href={`/files/${detail.file_id}`}
      className={`${rowLink} underline decoration-ink-3 underline-offset-4`}
    >
      {label}
      <span className="sr-only">{t("usageEvents.openTheFile")}</span>
    </Link>
  );
}

export function UsageEventsPage({ role }: { role: Role }) {
  const t = useTranslations("usage");
  const locale = useLocale();
  const [today] = useState(() => rangeOf("month", new Date()));
  const [param, setParams] = useUrlParams();
  const filter = { kind: param("kind"), from: param("from") || today.from, to: param("to") || today.to };
  return (
    <div>
      <PageHeader
        title={t("usageEvents.usageEvents")}
        crumbs={[
          { label: t("usageEvents.usage"), href: "/usage" },
          { label: t("usageEvents.events"), href: "/usage/events" },
        ]}
        description={t("usageEvents.oneRowForEachThingThatWas")}
        actions={
          role === "admin" && (
            <Button asChild>
              <a href={`/api/usage/events.csv?${csvQuery(filter, locale)}`} download>
                <Download aria-hidden />
                {t("usageEvents.exportCsv")}
              </a>
            </Button>
          )
        }
      />
      {role === "admin" ? (
        <Card>
          <Filters filter={filter} onChange={setParams} />
          <Events filter={filter} />
        </Card>
      ) : (
        <Callout title={t("usageEvents.adminsSeeSingleEvents")}>
          {t("usageEvents.askAnAdminOfTheOrganisation")}
        </Callout>
      )}
    </div>
  );
}

type Filter = DayRange & { kind: string };

function Filters({
  filter,
  onChange,
}: {
  filter: Filter;
  onChange: (change: Record<string, string>) => void;
}) {
  const t = useTranslations("usage");
  const day = (name: "from" | "to", label: string) => (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type="date"
          value={filter[name]}
          onChange={({ target }) => target.value && onChange({ [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="grid gap-3 px-4 py-3 sm:grid-cols-3 lg:max-w-2xl">
      <Field label={t("usageEvents.what")}>
        {(control) => (
          <Select
            {...control}
            value={filter.kind}
            onChange={({ target }) => onChange({ kind: target.value })}
            placeholder={t("usageEvents.everything")}
            options={Object.entries(kindLabels(t)).map(([value, label]) => ({ value, label }))}
          />
        )}
      </Field>
      {day("from", t("usageEvents.fromUtc"))}
      {day("to", t("usageEvents.toUtc"))}
    </div>
  );
}

function Events({ filter }: { filter: Filter }) {
  const t = useTranslations("usage");
  const events = useUsageEvents(filter);
  return (
    <QueryView query={events} loading={<LoadingRows label={t("usageEvents.loadingUsageEvents")} />}>
      {(items) => (
        <>
          <DataTable
            caption={t("usageEvents.usageEvents")}
            columns={columnsOf(t)}
            rows={items}
            rowKey={(event) => `${event.occurred_at} ${event.key}`}
            empty={
              <EmptyState icon={ListX} title={t("usageEvents.noEventsInTheseDays")}>
                {t("usageEvents.chooseOtherDaysOrEverything")}
              </EmptyState>
            }
          />
          {events.hasNextPage && (
            <div className="flex justify-center py-3">
              <Button loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
                {t("usageEvents.showMore")}
              </Button>
            </div>
          )}
        </>
      )}
    </QueryView>
  );
}

function csvQuery({ kind, from, to }: Filter, locale: string): URLSearchParams {
  return new URLSearchParams({ from, to, locale, ...(kind ? { kind } : {}) });
}
