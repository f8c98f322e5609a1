"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ArchiveRestore, Download, RotateCw, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { RestoreDialog } from "#components/archival/restore-dialog.tsx";
import { isReadable, toArchivable } from "#components/archival/standing.ts";
import { KeepBadges, TierBadge } from "#components/archival/tier-badge.tsx";
import type { FileDetailAnswer } from "#components/data/answers.ts";
import { ApiError, api } from "#components/data/api.ts";
import { isUnderWay, useFile } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { FileStatusPill } from "#components/files/file-status-pill.tsx";
import { stageOf } from "#components/files/stage.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { MoveDialog } from "#components/projects/move-dialog.tsx";
import { ProjectOf } from "#components/projects/project-of.tsx";
import { ExportMenu } from "#components/reports/export-menu.tsx";
import type { Role } from "#components/shell/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { below } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { isModel, ONLY_STORED } from "#lib/files/format-kinds.ts";
import { Results } from "./results.tsx";

const FileStorage = below(
  async () => (await import("#components/archival/file-storage.tsx")).FileStorage,
  () => <Skeleton className="h-80 rounded-lg" />,
);
const VersionsCard = below(
  async () => (await import("#components/revisions/versions-card.tsx")).VersionsCard,
  () => <Skeleton className="h-32 rounded-lg" />,
);
const Revit = below(
  async () => (await import("#components/revit/revit.tsx")).Revit,
  () => <Skeleton className="h-72 rounded-lg" />,
);
const Processing = below(
  async () => (await import("./processing.tsx")).Processing,
  () => <Skeleton className="h-48 rounded-lg" />,
);

export function OneFile({ id, role }: { id: string; role: Role }) {
  const file = useFile(id);
  usePageTitle(file.data?.filename);
  if (file.error instanceof ApiError && file.error.status === 404)
    return <NoFile sentence={file.error.message} />;
  return (
    <QueryView query={file} loading={<Loading />}>
      {(data) => <FileView file={data} role={role} />}
    </QueryView>
  );
}

function FileView({ file, role }: { file: FileDetailAnswer; role: Role }) {
  const t = useTranslations("files");
  const tVersions = useTranslations("revisions");
  const mayEdit = role !== "viewer";
  const underWay = isUnderWay(file);
  const stage = stageOf(file);
  // How it came about comes after the result, once there is one.
  const done = file.status === "completed";
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={file.filename}
          crumbs={[{ label: t("oneFile.files"), href: "/files" }, { label: file.filename }]}
          badges={
            <>
              <FileStatusPill status={file.status} failureCode={file.failure?.code ?? null} />
              <TierBadge tier={file.storage_tier} />
              {file.version && <Badge>{tVersions("version", { number: file.version.number })}</Badge>}
              {file.temporary && <Badge>{t("oneFile.quickLook")}</Badge>}
              <KeepBadges keepHot={file.keep_hot} legalHold={file.legal_hold} />
            </>
          }
          description={<Facts file={file} />}
          actions={<Actions file={file} mayEdit={mayEdit} />}
        />
      </div>
      {file.version && !file.version.is_newest && (
        <Callout
          title={tVersions("banner.superseded")}
          action={
            <Button asChild size="sm">
              <Link href={`/files/${file.version.newest_file_id}`}>{tVersions("banner.open")}</Link>
            </Button>
          }
        />
      )}
      {file.format === "rvt" && file.status !== "pending" && (
        <Revit fileId={file.file_id} stage={stage} underWay={underWay} />
      )}
      {file.status === "failed" && file.failure?.code !== ONLY_STORED && (
        <Callout tone="bad" title={t("oneFile.thisFileCouldNotBeProcessed")}>
          {file.failure?.message}
        </Callout>
      )}
      {file.status === "pending" && (
        <Callout title={t("oneFile.theUploadIsNotCompleteYet")}>
          {t.rich("oneFile.itGoesOnUnderFilesInTheBrowser", {
            link: (chunks) => (
              <Link className="text-brand-text underline" href="/files">
                {chunks}
              </Link>
            ),
          })}
        </Callout>
      )}
      {file.status !== "pending" && !done && <Processing file={file} stage={stage} />}
      {file.status !== "pending" && (
        <Results
          fileId={file.file_id}
          filename={file.filename}
          stage={stage}
          underWay={underWay}
          mayEdit={mayEdit}
        />
      )}
      {file.status !== "pending" && <VersionsCard file={file} mayEdit={mayEdit} />}
      {file.status !== "pending" && <FileStorage file={file} role={role} />}
      {done && <Processing file={file} stage={stage} />}
    </div>
  );
}

function Facts({ file }: { file: FileDetailAnswer }) {
  const t = useTranslations("files");
  const { expires_at: expiresAt } = file;
  return (
    <>
      <ProjectOf id={file.project_id} />
      {t.rich("oneFile.uploaded", {
        toUpperCase: file.format.toUpperCase(),
        size: formatBytes(file.size),
        time: () => <Time at={file.uploaded_at ?? file.created_at} show="datetime" />,
        part: () => (
          <>
            {file.temporary && expiresAt && (
              <> {t.rich("oneFile.deleted", { time: () => <Time at={expiresAt} show="relative" /> })}</>
            )}
          </>
        ),
      })}
    </>
  );
}

function Actions({ file, mayEdit }: { file: FileDetailAnswer; mayEdit: boolean }) {
  const t = useTranslations("files");
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const path = `/api/files/${file.file_id}`;
  const stored = file.status !== "pending";
  return (
    <>
      {stored && isReadable(file) && (
        <Button asChild>
          <a href={`${path}/download`} download>
            <Download aria-hidden />
            {t("oneFile.download")}
          </a>
        </Button>
      )}
      {file.status === "completed" && <ExportMenu path={`${path}/export`} model={exportable(file)} />}
      {mayEdit && file.storage_tier === "archived" && (
        <RestoreDialog
          files={[toArchivable(file)]}
          trigger={
            <Button>
              <ArchiveRestore aria-hidden />
              {t("oneFile.restore")}
            </Button>
          }
        />
      )}
      {mayEdit && stored && isReadable(file) && !isUnderWay(file) && (
        <Confirm
          title={t("oneFile.processThisFileAgain")}
          description={t("oneFile.quantitiesCostAndCarbonAre")}
          confirmLabel={t("oneFile.processAgain")}
          trigger={
            <Button>
              <RotateCw aria-hidden />
              {t("oneFile.processAgain")}
            </Button>
          }
          onConfirm={async () => {
            await api(`${path}/process`, { method: "POST" });
            await queries.invalidateQueries({ queryKey: ["files"] });
          }}
        />
      )}
      {mayEdit && <MoveDialog fileIds={[file.file_id]} from={file.project_id} />}
      {mayEdit && (
        <Confirm
          danger
          title={t("oneFile.delete", { filename: file.filename })}
          description={t("oneFile.theFileAndItsTakeOffGoForGood")}
          confirmLabel={t("oneFile.deleteFile")}
          trigger={
            <Button variant="danger-ghost">
              <Trash2 aria-hidden />
              <span className="max-sm:sr-only">{t("oneFile.delete2")}</span>
            </Button>
          }
          onConfirm={async () => {
            await api(path, { method: "DELETE" });
            toast({ tone: "ok", title: t("oneFile.isDeleted", { filename: file.filename }) });
            // The list as the router knows it still has the file: what is in it has to be of now.
            await queries.invalidateQueries({ queryKey: ["files", "list"], refetchType: "all" });
            router.push("/files");
          }}
        />
      )}
    </>
  );
}

/** Cost and carbon are written into IFC models only. */
function exportable(file: FileDetailAnswer) {
  if (!isModel(file.format)) return "elements";
  return isReadable(file) ? "there" : "archived";
}

function NoFile({ sentence }: { sentence: string }) {
  const t = useTranslations("files");
  return (
    <Card>
      <h1 className="sr-only">{t("oneFile.noFileHere")}</h1>
      <ErrorState
        title={t("oneFile.notFound")}
        action={
          <Button asChild>
            <Link href="/files">{t("oneFile.allFiles")}</Link>
          </Button>
        }
      >
        {sentence}
      </ErrorState>
    </Card>
  );
}

function Loading() {
  const t = useTranslations("files");
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="grid gap-3 pb-2">
        <Skeleton className="w-40" />
        <Skeleton className="h-7 w-80 max-w-full" />
        <Skeleton className="w-64" />
      </div>
      <Card className="h-36">
        <LoadingRows rows={3} label={t("oneFile.loadingTheFile")} />
      </Card>
    </div>
  );
}
