"use client";
import { ArchiveRestore } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { RestoreAnswer } from "./answers.ts";
import { Countdown } from "./countdown.tsx";
import { useRestores } from "./queries.ts";
import { ShowMore } from "./show-more.tsx";
import { isRestoring, restoreStates, tiers } from "./words.ts";

/** Every restore of the organisation's files, newest first. */
export function RestoresTable() {
  const t = useTranslations("archival");
  const restores = useRestores();
  return (
    <Card>
      <CardHeader
        title={t("restoresTable.restores")}
        description={t("restoresTable.whatWasAskedBackFromTheArchive")}
      />
      <QueryView query={restores} loading={<LoadingRows label={t("restoresTable.loadingRestores")} />}>
        {(items) => (
          <>
            <Restores items={items} />
            <ShowMore query={restores} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function Restores({ items }: { items: readonly RestoreAnswer[] }) {
  const t = useTranslations("archival");
  return (
    <DataTable
      caption={t("restoresTable.restores")}
      rows={items}
      rowKey={({ restore_id }) => restore_id}
      empty={
        <EmptyState icon={ArchiveRestore} title={t("restoresTable.noRestoreYet")}>
          {t("restoresTable.anArchivedFileIsRestoredFrom")}
        </EmptyState>
      }
      columns={[
        {
          id: "file",
          header: t("restoresTable.file"),
          rowHeader: true,
          className: "min-w-36",
          cell: ({ file_id, filename }) => (
            <Link href={`/files/${file_id}`} className={cn(rowLink, "wrap-anywhere")}>
              {filename}
            </Link>
          ),
        },
        {
          id: "status",
          header: t("restoresTable.state"),
          cell: (restore) => (
            <div className="grid justify-items-start gap-0.5">
              <RestoreStatus restore={restore} />
              <span className="text-ink-2 text-sm sm:hidden">
                <When restore={restore} />
              </span>
            </div>
          ),
        },
        {
          id: "when",
          header: t("restoresTable.when"),
          hideOnPhone: true,
          className: "min-w-40",
          cell: (restore) => <When restore={restore} />,
        },
        {
          id: "tier",
          header: t("restoresTable.tier"),
          hideOnPhone: true,
          cell: ({ tier }) => tiers(t)[tier].label,
        },
        { id: "size", header: t("restoresTable.size"), numeric: true, cell: ({ size }) => formatBytes(size) },
        {
          id: "asked",
          header: t("restoresTable.askedFor"),
          hideOnPhone: true,
          className: "whitespace-nowrap text-ink-2",
          cell: ({ requested_at }) => <Time at={requested_at} show="datetime" />,
        },
      ]}
    />
  );
}

function RestoreStatus({ restore }: { restore: RestoreAnswer }) {
  const t = useTranslations("archival");
  const { label, tone, live } = restoreStates(t)[restore.status];
  return (
    <StatusPill tone={tone} live={live}>
      {label}
    </StatusPill>
  );
}

function When({ restore }: { restore: RestoreAnswer }) {
  const t = useTranslations("archival");
  const { status, estimated_ready, expires_at, finished_at, permanent, failure } = restore;
  if (isRestoring(restore))
    return (
      <>
        {t.rich("restoresTable.expected", {
          time: () => <Time at={estimated_ready} show="datetime" />,
          value: permanent ? t("restoresTable.thenHotForGood") : "",
        })}
      </>
    );
  if (status === "ready" && permanent) return t("restoresTable.goingBackToHotStorage");
  if (status === "ready" && expires_at)
    return (
      <>
        {t("restoresTable.another")} <Countdown until={expires_at} />
      </>
    );
  if (status === "failed") return <span className="text-bad">{failure?.message}</span>;
  return finished_at ? <Time at={finished_at} show="datetime" /> : null;
}
