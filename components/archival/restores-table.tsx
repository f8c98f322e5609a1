"use client";
import { ArchiveRestore } from "lucide-react";
import Link from "next/link";
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
import { isRestoring, RESTORE_STATES, TIERS } from "./words.ts";

/** Every restore of the organisation's files, newest first. */
export function RestoresTable() {
  const restores = useRestores();
  return (
    <Card>
      <CardHeader title="Restores" description="What was asked back from the archive, and how far it is." />
      <QueryView query={restores} loading={<LoadingRows label="Loading restores" />}>
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
  return (
    <DataTable
      caption="Restores"
      rows={items}
      rowKey={({ restore_id }) => restore_id}
      empty={
        <EmptyState icon={ArchiveRestore} title="No restore yet">
          An archived file is restored from its own page, or several from the list of files.
        </EmptyState>
      }
      columns={[
        {
          id: "file",
          header: "File",
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
          header: "State",
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
          header: "When",
          hideOnPhone: true,
          className: "min-w-40",
          cell: (restore) => <When restore={restore} />,
        },
        { id: "tier", header: "Tier", hideOnPhone: true, cell: ({ tier }) => TIERS[tier].label },
        { id: "size", header: "Size", numeric: true, cell: ({ size }) => formatBytes(size) },
        {
          id: "asked",
          header: "Asked for",
          hideOnPhone: true,
          className: "whitespace-nowrap text-ink-2",
          cell: ({ requested_at }) => <Time at={requested_at} show="datetime" />,
        },
      ]}
    />
  );
}

function RestoreStatus({ restore }: { restore: RestoreAnswer }) {
  const { label, tone, live } = RESTORE_STATES[restore.status];
  return (
    <StatusPill tone={tone} live={live}>
      {label}
    </StatusPill>
  );
}

function When({ restore }: { restore: RestoreAnswer }) {
  const { status, estimated_ready, expires_at, finished_at, permanent, failure } = restore;
  if (isRestoring(restore))
    return (
      <>
        Expected <Time at={estimated_ready} show="datetime" />
        {permanent && ", then hot for good"}
      </>
    );
  if (status === "ready" && permanent) return "Going back to hot storage";
  if (status === "ready" && expires_at)
    return (
      <>
        Another <Countdown until={expires_at} />
      </>
    );
  if (status === "failed") return <span className="text-bad">{failure?.message}</span>;
  return finished_at ? <Time at={finished_at} show="datetime" /> : null;
}
