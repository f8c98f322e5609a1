"use client";
import { useQueryClient } from "@tanstack/react-query";
import { GitCompareArrows, Unlink, Upload } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { TierBadge } from "#components/archival/tier-badge.tsx";
import type { FileDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { FileStatusPill } from "#components/files/file-status-pill.tsx";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { chosenFiles } from "#components/uploads/dropped-files.ts";
import { useUploads } from "#components/uploads/uploads.tsx";
import type { VersionAnswer } from "./answers.ts";
import { MarkDialog } from "./mark-dialog.tsx";
import { useVersions } from "./queries.ts";

/** The versions of a file's model: what each changed, the way to upload the next, and to put in or take out one that is there. */
export function VersionsCard({ file, mayEdit }: { file: FileDetailAnswer; mayEdit: boolean }) {
  const t = useTranslations("revisions");
  const versions = useVersions(file.file_id);
  const newest = file.version?.is_newest ?? true;
  return (
    <Card>
      <CardHeader
        title={t("card.title")}
        description={t("card.description")}
        actions={
          <>
            {file.version?.previous_file_id && (
              <Button asChild size="sm">
                <Link href={`/files/${file.file_id}/changes`}>
                  <GitCompareArrows aria-hidden />
                  {t("card.changes")}
                </Link>
              </Button>
            )}
            {mayEdit && file.version === null && <MarkDialog file={file} />}
            {mayEdit && newest && file.status !== "pending" && <UploadVersion file={file} />}
          </>
        }
      />
      <QueryView query={versions} loading={<LoadingRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <CardBody>
              <p className="text-ink-2">{t("card.only")}</p>
            </CardBody>
          ) : (
            <VersionTable items={items} current={file.file_id} mayEdit={mayEdit} />
          )
        }
      </QueryView>
    </Card>
  );
}

function UploadVersion({ file }: { file: FileDetailAnswer }) {
  const t = useTranslations("revisions");
  const { take } = useUploads();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => field.current?.click()}>
        <Upload aria-hidden />
        {t("card.upload")}
      </Button>
      <input
        ref={field}
        type="file"
        tabIndex={-1}
        aria-label={t("card.field")}
        className="sr-only"
        onChange={(event) => {
          const chosen = chosenFiles(event.target.files);
          event.target.value = "";
          take(chosen, [], { supersedes: file.file_id });
        }}
      />
    </>
  );
}

function VersionTable({
  items,
  current,
  mayEdit,
}: {
  items: readonly VersionAnswer[];
  current: string;
  mayEdit: boolean;
}) {
  const t = useTranslations("revisions");
  const first = items.at(-1)?.file_id;
  return (
    <DataTable
      caption={t("card.title")}
      rows={items}
      rowKey={({ file_id }) => file_id}
      columns={[
        {
          id: "version",
          header: t("card.version"),
          rowHeader: true,
          cell: ({ number, file_id }) => (
            <span className="flex flex-wrap items-center gap-1.5">
              <Link href={`/files/${file_id}`} className={rowLink}>
                {t("version", { number })}
              </Link>
              {file_id === current && <Badge tone="brand">{t("card.shown")}</Badge>}
            </span>
          ),
        },
        { id: "file", header: t("card.file"), cell: ({ filename }) => filename },
        {
          id: "status",
          header: t("card.status"),
          cell: ({ status, storage_tier }) => (
            <span className="flex flex-wrap items-center gap-1.5">
              <FileStatusPill status={status} />
              <TierBadge tier={storage_tier} />
            </span>
          ),
        },
        {
          id: "uploaded",
          header: t("card.uploaded"),
          className: "whitespace-nowrap",
          cell: ({ created_at }) => <Time at={created_at} show="relative" />,
        },
        {
          id: "actions",
          header: <span className="sr-only">{t("card.actions")}</span>,
          className: "text-right",
          cell: (version) => (
            <span className="flex items-center justify-end gap-1">
              {version.file_id !== first && (
                <Button asChild size="sm" variant="ghost">
                  <Link
                    href={`/files/${version.file_id}/changes`}
                    aria-label={t("card.changesOf", { number: version.number })}
                  >
                    {t("card.changes")}
                  </Link>
                </Button>
              )}
              {mayEdit && <Unmark version={version} />}
            </span>
          ),
        },
      ]}
    />
  );
}

function Unmark({ version: { file_id, number, filename } }: { version: VersionAnswer }) {
  const t = useTranslations("revisions");
  const queries = useQueryClient();
  const toast = useToast();
  return (
    <Confirm
      title={t("unmark.title", { file: filename })}
      description={t("unmark.text")}
      confirmLabel={t("unmark.confirm")}
      trigger={
        <Button
          size="sm"
          variant="ghost"
          icon
          aria-label={t("unmark.of", { number })}
          title={t("unmark.of", { number })}
        >
          <Unlink aria-hidden />
        </Button>
      }
      onConfirm={async () => {
        await api(`/api/files/${file_id}/versions`, { method: "DELETE" });
        await queries.invalidateQueries({ queryKey: ["files"] });
        toast({ tone: "ok", title: t("unmark.done", { file: filename }) });
      }}
    />
  );
}
