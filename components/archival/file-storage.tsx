"use client";
import { Archive, ArchiveRestore, FolderSync } from "lucide-react";
import type { FileAnswer } from "#components/data/answers.ts";
import { useProjects } from "#components/data/queries.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import type { RestoreAnswer } from "./answers.ts";
import { ArchiveDialog } from "./archive-dialog.tsx";
import { KeepSwitches } from "./keep-switches.tsx";
import { useNewestRestore, useTierFollows } from "./queries.ts";
import { RestoreDialog } from "./restore-dialog.tsx";
import { RestoreState } from "./restore-state.tsx";
import { isRestorable, toArchivable } from "./standing.ts";
import { STORAGE_CLASSES, TIERS } from "./words.ts";

/** Where a file's bytes stand, since when, how a restore goes, and what can be done about it. */
export function FileStorage({ file, role }: { file: FileAnswer; role: Role }) {
  const newest = useNewestRestore(file.file_id, { enabled: isRestorable(file) });
  const restore = isRestorable(file) ? (newest.data ?? null) : null;
  useTierFollows(file.storage_tier, restore);
  const project = useProjects().data?.items.find(({ id }) => id === file.project_id);
  return (
    <Card>
      <CardHeader title="Storage" actions={<Actions file={file} role={role} restore={restore} />} />
      <CardBody className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <DataList items={facts(file, restore)} />
          {restore && <RestoreState restore={restore} />}
        </div>
        <div className="grid content-start gap-4">
          <KeepSwitches path={`/api/files/${file.file_id}`} of="file" role={role} kept={file} />
          {project?.legal_hold && (
            <Callout tone="warn" title="Its project is on legal hold">
              {project.name} holds all its files, whatever is set here.
            </Callout>
          )}
          {project?.keep_hot && !project.legal_hold && (
            <Callout title="Its project is kept in hot storage">
              The rules leave the files of {project.name} where they are.
            </Callout>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

const PLACES: Record<FileAnswer["storage_tier"], string> = {
  hot: "Hot storage: can be downloaded at once",
  archiving: "On its way to the archive; can be downloaded meanwhile",
  archived: "In the archive; results and preview stay here",
  restoring: "In the archive, being restored",
  restored: "In the archive, with a copy that can be downloaded",
};

function facts(file: FileAnswer, restore: RestoreAnswer | null) {
  const since = file.storage_tier === "hot" ? file.uploaded_at : file.archived_at;
  return [
    { key: "where", term: "Where", value: PLACES[file.storage_tier] },
    ...(isRestorable(file)
      ? [
          {
            key: "class",
            term: "Stored as",
            value: `${STORAGE_CLASSES[file.storage_class].label} (${STORAGE_CLASSES[file.storage_class].hint.toLowerCase()})`,
          },
        ]
      : []),
    ...(since ? [{ key: "since", term: "Since", value: <Time at={since} show="datetime" /> }] : []),
    { key: "size", term: "Size", value: formatBytes(file.size) },
    ...(restore && file.storage_tier !== "archived"
      ? [
          {
            key: "asked",
            term: "Asked for",
            value: (
              <>
                <Time at={restore.requested_at} show="datetime" />, {TIERS[restore.tier].label.toLowerCase()}
              </>
            ),
          },
        ]
      : []),
  ];
}

function Actions({ file, role, restore }: { file: FileAnswer; role: Role; restore: RestoreAnswer | null }) {
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
              {again ? "More days" : "Restore for some days"}
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
              Restore permanently
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
              Archive now
            </Button>
          }
        />
      )}
    </>
  );
}
