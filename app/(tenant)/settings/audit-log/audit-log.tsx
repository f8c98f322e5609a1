"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ArchivedDaysNotice } from "#components/audit/archived-days.tsx";
import { EntriesTable } from "#components/audit/entries-table.tsx";
import { EntryDrawer } from "#components/audit/entry-drawer.tsx";
import { type AuditFilters, Filters } from "#components/audit/filters.tsx";
import { type ArchivedDaysAnswer, actorName, type EntryAnswer } from "#components/audit/labels.ts";
import { useVerification, VerificationResult, VerifyButton } from "#components/audit/verify-button.tsx";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

/** Who did what. `keptDays`: how long the plan keeps an entry. */
export function AuditLog({ keptDays }: { keptDays: number }) {
  const t = useTranslations("audit");
  const [param, setParams] = useUrlParams();
  const [opened, setOpened] = useState<EntryAnswer | null>(null);
  const filters: AuditFilters = {
    q: param("q"),
    actor: param("actor"),
    action: param("action"),
    target: param("target"),
    from: param("from"),
    to: param("to"),
  };
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ""));
  const verification = useVerification();
  const log = useInfiniteQuery({
    queryKey: ["audit-logs", String(query)],
    queryFn: ({ pageParam }) => api<Page>(pageParam),
    initialPageParam: `/api/audit-logs?${query}`,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // Archived days that were asked for come by themselves.
    refetchInterval: ({ state }) =>
      (state.data?.pages[0]?.archived_days?.requested ?? 0) > 0 ? 3000 : false,
    select: ({ pages }) => ({
      entries: pages.flatMap((page) => page.items),
      archived: pages[0]?.archived_days ?? null,
    }),
  });
  const byChosen = log.data?.entries.find(({ actor }) => actor.id === filters.actor);
  return (
    <div>
      <PageHeader
        title={t("auditLog.auditLog")}
        description={t("auditLog.everyChangeInTheOrganisation", { keptDays: keptFor(t, keptDays) })}
        actions={
          <>
            <Export query={query} />
            <VerifyButton query={verification.query} />
          </>
        }
      />
      <VerificationResult {...verification} />
      <Card>
        <Filters
          filters={filters}
          chosenActor={byChosen && actorName(t, byChosen.actor)}
          onChange={setParams}
        />
        {log.data?.archived && (
          <ArchivedDaysNotice
            archived={log.data.archived}
            from={filters.from}
            to={filters.to}
            onRequested={() => void log.refetch()}
          />
        )}
        <QueryView query={log} loading={<LoadingRows label={t("auditLog.loadingTheAuditLog")} />}>
          {({ entries, archived }) =>
            entries.length === 0 ? (
              <Nothing filtered={query.size > 0} archived={archived !== null} />
            ) : (
              <>
                <EntriesTable entries={entries} onOpen={setOpened} />
                {log.hasNextPage && (
                  <div className="flex justify-center py-3">
                    <Button loading={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
                      {t("auditLog.showMore")}
                    </Button>
                  </div>
                )}
              </>
            )
          }
        </QueryView>
      </Card>
      <EntryDrawer
        entry={opened}
        onClose={() => setOpened(null)}
        onFilter={(filter) => {
          setOpened(null);
          setParams(filter);
        }}
      />
    </div>
  );
}

interface Page {
  items: EntryAnswer[];
  next: string | null;
  archived_days: ArchivedDaysAnswer | null;
}

const keptFor = (t: Translator<"audit">, days: number) =>
  days < 365
    ? t("auditLog.days", { days })
    : days < 730
      ? t("auditLog.oneYear")
      : t("auditLog.years", { days: Math.floor(days / 365) });

function Nothing({ filtered, archived }: { filtered: boolean; archived: boolean }) {
  const t = useTranslations("audit");
  return filtered ? (
    <EmptyState icon={ScrollText} title={t("auditLog.noEntryMatches")}>
      {archived ? t("auditLog.daysOfThisRangeMayBeArchived") : t("auditLog.takeAFilterAwayOrChooseOther")}
    </EmptyState>
  ) : (
    <EmptyState icon={ScrollText} title={t("auditLog.nothingHasHappenedYet")}>
      {t("auditLog.whatMembersApiKeysAndTheSystem")}
    </EmptyState>
  );
}

/** What the filters leave, as a file. */
function Export({ query }: { query: URLSearchParams }) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const href = (format: string) =>
    `/api/audit-logs/export?${new URLSearchParams([...query, ["format", format], ["locale", locale]])}`;
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden />
          {t("auditLog.export")}
        </Button>
      }
    >
      <MenuItem asChild>
        <a href={href("csv")} download>
          {t("auditLog.csv")}
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={href("jsonl")} download>
          {t("auditLog.jsonLines")}
        </a>
      </MenuItem>
    </Menu>
  );
}
