"use client";
import { Archive, ArchiveRestore, FolderSync } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FileAnswer } from "#components/data/answers.ts";
import { useProjects } from "#components/data/queries.ts";
import { withinSentence } from "#components/format/locale.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { RestoreAnswer } from "./answers.ts";
import { ArchiveDialog } from "./archive-dialog.tsx";
import { KeepSwitches } from "./keep-switches.tsx";
import { useNewestRestore, useTierFollows } from "./queries.ts";
import { RestoreDialog } from "./restore-dialog.tsx";
import { RestoreState } from "./restore-state.tsx";
import { isRestorable, toArchivable } from "./standing.ts";
import { storageClasses, tiers } from "./words.ts";

/** Where a file's bytes stand, since when, how a restore goes, and what can be done about it. */
export function FileStorage({ file, role }: { file: FileAnswer; role: Role }) {
  const t = useTranslations("archival");
  const newest = useNewestRestore(file.file_id, { enabled: isRestorable(file) });
  const restore = isRestorable(file) ? (newest.data ?? null) : null;
  useTierFollows(file.storage_tier, restore);
  const project = useProjects().data?.items.find(({ id }) => id === file.project_id);
  return (
    <Card>
      <CardHeader
        title={t("fileStorage.storage")}
        actions={<Actions file={file} role={role} restore={restore} />}
      />
      <CardBody className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <DataList items={facts(t, file, restore)} />
          {restore && <RestoreState restore={restore} />}
        </div>
        <div className="grid content-start gap-4">
          <KeepSwitches path={`/api/files/${file.file_id}`} of="file" role={role} kept={file} />
          {project?.legal_hold && (
            <Callout tone="warn" title={t("fileStorage.itsProjectIsOnLegalHold")}>
              {t("fileStorage.holdsAllItsFilesWhateverIsSet", { name: project.name })}
            </Callout>
          )}
          {project?.keep_hot && !project.legal_hold && (
            <Callout title={t("fileStorage.itsProjectIsKeptInHotStorage")}>
              {t("fileStorage.theRulesLeaveTheFilesOfWhere", { name: project.name })}
            </Callout>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

const places = (t: Translator<"archival">): Record<FileAnswer["storage_tier"], string> => ({
  hot: t("fileStorage.hotStorageCanBeDownloadedAt"),
  archiving: t("fileStorage.onItsWayToTheArchiveCanBe"),
  archived: t("fileStorage.inTheArchiveResultsAndPreview"),
  restoring: t("fileStorage.inTheArchiveBeingRestored"),
  restored: t("fileStorage.inTheArchiveWithACopyThatCanBe"),
});

function facts(t: Translator<"archival">, file: FileAnswer, restore: RestoreAnswer | null) {
  const since = file.storage_tier === "hot" ? file.uploaded_at : file.archived_at;
  return [
    { key: "where", term: t("fileStorage.where"), value: places(t)[file.storage_tier] },
    ...(isRestorable(file)
      ? [
          {
            key: "class",
            term: t("fileStorage.storedAs"),
            value: `${storageClasses(t)[file.storage_class].label} (${withinSentence(storageClasses(t)[file.storage_class].hint)})`,
          },
        ]
      : []),
    ...(since
      ? [{ key: "since", term: t("fileStorage.since"), value: <Time at={since} show="datetime" /> }]
      : []),
    { key: "size", term: t("fileStorage.size"), value: formatBytes(file.size) },
    ...(restore && file.storage_tier !== "archived"
      ? [
          {
            key: "asked",
            term: t("fileStorage.askedFor"),
            value: (
              <>
                <Time at={restore.requested_at} show="datetime" />,{" "}
                {withinSentence(tiers(t)[restore.tier].label)}
              </>
            ),
          },
        ]
      : []),
  ];
}

function Actions({ file, role, restore }: { file: FileAnswer; role: Role; restore: RestoreAnswer | null }) {
  const t = useTranslations("archival");
  if (role === "viewer") return null;
  const files = [toArchivable(file)];
  const again = file.storage_tier !== "archived";
  return (
    <>
      {isRestorable(file) && (
        <RestoreDialog
          files={files}
          trigger={
            <Button size="sm">
              <ArchiveRestore aria-hidden />
              {again ? t("fileStorage.moreDays") : t("fileStorage.restoreForSomeDays")}
            </Button>
          }
        />
      )}
      {isRestorable(file) && !(again && restore?.permanent) && (
        <RestoreDialog
          permanent
          files={files}
          trigger={
            <Button size="sm">
              <FolderSync aria-hidden />
              {t("fileStorage.restorePermanently")}
            </Button>
          }
        />
      )}
      {role === "admin" && !isRestorable(file) && (
        <ArchiveDialog
          files={files}
          trigger={
            <Button size="sm" disabled={file.legal_hold || file.storage_tier === "archiving"}>
              <Archive aria-hidden />
              {t("fileStorage.archiveNow")}
            </Button>
          }
        />
      )}
    </>
  );
}
