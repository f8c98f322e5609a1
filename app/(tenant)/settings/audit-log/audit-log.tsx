"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
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

/** Who did what. `keptDays`: how long the plan keeps an entry. */
export function AuditLog({ keptDays }: { keptDays: number }) {
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
        title="Audit log"
        description={`Every change in the organisation: who made it, when, and what it was before. Kept for ${keptFor(keptDays)}.`}
        actions={
          <>
            <Export query={query} />
            <VerifyButton query={verification.query} />
          </>
        }
      />
      <VerificationResult {...verification} />
      <Card>
        <Filters filters={filters} chosenActor={byChosen && actorName(byChosen.actor)} onChange={setParams} />
        {log.data?.archived && (
          <ArchivedDaysNotice
            archived={log.data.archived}
            from={filters.from}
            to={filters.to}
            onRequested={() => void log.refetch()}
          />
        )}
        <QueryView query={log} loading={<LoadingRows label="Loading the audit log" />}>
          {({ entries, archived }) =>
            entries.length === 0 ? (
              <Nothing filtered={query.size > 0} archived={archived !== null} />
            ) : (
              <>
                <EntriesTable entries={entries} onOpen={setOpened} />
                {log.hasNextPage && (
                  <div className="flex justify-center py-3">
                    <Button loading={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
                      Show more
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

const keptFor = (days: number) =>
  days < 365 ? `${days} days` : days < 730 ? "one year" : `${Math.floor(days / 365)} years`;

function Nothing({ filtered, archived }: { filtered: boolean; archived: boolean }) {
  return filtered ? (
    <EmptyState icon={ScrollText} title="No entry matches">
      {archived
        ? "Days of this range may be archived: the notice above says what is searched."
        : "Take a filter away, or choose other days."}
    </EmptyState>
  ) : (
    <EmptyState icon={ScrollText} title="Nothing has happened yet">
      What members, API keys and the system change stands here from now on.
    </EmptyState>
  );
}

/** What the filters leave, as a file. */
function Export({ query }: { query: URLSearchParams }) {
  const href = (format: string) =>
    `/api/audit-logs/export?${new URLSearchParams([...query, ["format", format]])}`;
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden />
          Export
        </Button>
      }
    >
      <MenuItem asChild>
        <a href={href("csv")} download>
          CSV
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={href("jsonl")} download>
          JSON lines
        </a>
      </MenuItem>
    </Menu>
  );
}
