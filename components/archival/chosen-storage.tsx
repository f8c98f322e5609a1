"use client";
import { Archive, ArchiveRestore } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FileAnswer } from "#components/data/answers.ts";
import { Button } from "#components/ui/button.tsx";
import { ArchiveDialog } from "./archive-dialog.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { isRestorable, toArchivable } from "./standing.ts";

/** Archives or restores chosen files: of them those that it makes sense for. */
export function ChosenStorage({
  files,
  isAdmin,
  onDone,
}: {
  files: readonly FileAnswer[];
  isAdmin: boolean;
  onDone: () => void;
}) {
  const t = useTranslations("archival");
  const restorable = files.filter(isRestorable).map(toArchivable);
  const hot = files.filter(({ storage_tier }) => storage_tier === "hot").map(toArchivable);
  // Mounted all along: a dialog shows how far it is when its files have left for the other side.
  return (
    <>
      {isAdmin && (
        <ArchiveDialog
          files={hot}
          onDone={onDone}
          trigger={
            <Button size="sm" disabled={hot.length === 0}>
              <Archive aria-hidden />
              {t("chosenStorage.archiveNow")}
            </Button>
          }
        />
      )}
      <RestoreDialog
        files={restorable}
        onDone={onDone}
        trigger={
          <Button size="sm" disabled={restorable.length === 0}>
            <ArchiveRestore aria-hidden />
            {t("chosenStorage.restore")}
          </Button>
        }
      />
    </>
  );
}
