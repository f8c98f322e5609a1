"use client";
import { FileBox } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { KeepBadges, TierBadge } from "#components/archival/tier-badge.tsx";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { later } from "#components/ui/later.tsx";
import { type Selection, selectionColumn } from "#components/ui/selection-column.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { ONLY_STORED } from "#lib/files/format-kinds.ts";
import { FileStatusPill } from "./file-status-pill.tsx";
import type { FileRow } from "./types.ts";

const ListedRestoreNote = later(
  async () => (await import("#components/archival/listed-restore-note.tsx")).ListedRestoreNote,
  () => null,
);

export interface FileTableProps {
  /** Names the table on a page with several. */
  caption?: string;
  files: readonly FileRow[];
  /** With a filter or search at work, an empty list says so. */
  filtered?: boolean;
  emptyAction?: ReactNode;
  /** Lets rows be chosen, to do something with several. */
  selection?: Selection;
  /** At the end of a row, such as a menu. */
  renderActions?: (file: FileRow) => ReactNode;
}

export function FileTable({
  files,
  caption,
  filtered = false,
  emptyAction,
  selection,
  renderActions,
}: FileTableProps) {
  const tUi = useTranslations("ui");
  const t = useTranslations("files");
  const onLoan = files.filter(isOnLoan).map(({ id }) => id);
  const empty = filtered ? (
    <EmptyState icon={FileBox} title={t("fileTable.noFileMatches")}>
      {t("fileTable.changeTheSearchOrTheFilter")}
    </EmptyState>
  ) : (
    <EmptyState icon={FileBox} title={t("fileTable.noFilesYet")} action={emptyAction}>
      {t("fileTable.uploadAnIfcModelItsTakeOffCost")}
    </EmptyState>
  );
  return (
    <DataTable
      caption={caption ?? t("fileTable.files")}
      rows={files}
      rowKey={(file) => file.id}
      empty={empty}
      columns={[
        ...(selection
          ? [selectionColumn(tUi, files, selection, ({ id, filename }) => ({ id, name: filename }))]
          : []),
        {
          id: "name",
          header: t("fileTable.name"),
          rowHeader: true,
          className: "min-w-52",
          cell: (file) => (
            <div className="min-w-0">
              <Link href={`/files/${file.id}`} className={cn(rowLink, "wrap-anywhere")}>
                {file.filename}
              </Link>
              {file.version !== null && (
                <Badge className="ml-2">{t("fileTable.version", { number: file.version })}</Badge>
              )}
              {file.status === "failed" && file.failure_message && (
                <p
                  className={cn(
                    "max-w-md text-sm",
                    file.failure_code === ONLY_STORED ? "text-ink-2" : "text-bad",
                  )}
                >
                  {file.failure_message}
                </p>
              )}
            </div>
          ),
        },
        {
          id: "status",
          header: t("fileTable.status"),
          cell: (file) => <FileStatusPill status={file.status} failureCode={file.failure_code} />,
        },
        {
          id: "storage",
          header: t("fileTable.storage"),
          cell: (file) => <Storage file={file} onLoan={onLoan} />,
        },
        ...(files.some((file) => file.project)
          ? [
              {
                id: "project",
                header: t("fileTable.project"),
                className: "min-w-32",
                cell: (file: FileRow) =>
                  file.project?.name ?? <span className="text-ink-3">{t("fileTable.none")}</span>,
              },
            ]
          : []),
        { id: "size", header: t("fileTable.size"), numeric: true, cell: (file) => formatBytes(file.size) },
        {
          id: "uploaded",
          header: t("fileTable.uploaded"),
          className: "whitespace-nowrap",
          cell: (file) => <Time at={file.created_at} show="relative" />,
        },
        ...(renderActions
          ? [
              {
                id: "actions",
                header: <span className="sr-only">{t("fileTable.actions")}</span>,
                className: "text-right",
                cell: renderActions,
              },
            ]
          : []),
      ]}
    />
  );
}

/** On its way out of the archive, or out of it for some days. */
const isOnLoan = ({ storage_tier }: FileRow) => storage_tier === "restoring" || storage_tier === "restored";

function Storage({ file, onLoan }: { file: FileRow; onLoan: readonly string[] }) {
  const t = useTranslations("files");
  return (
    <span className="grid justify-items-start gap-0.5 whitespace-nowrap">
      <span className="flex items-center gap-1.5">
        <TierBadge tier={file.storage_tier} />
        {file.temporary && <Badge>{t("fileTable.quickLook")}</Badge>}
        <KeepBadges keepHot={file.keep_hot} legalHold={file.legal_hold} />
      </span>
      {isOnLoan(file) && <ListedRestoreNote fileId={file.id} tier={file.storage_tier} onLoan={onLoan} />}
    </span>
  );
}
