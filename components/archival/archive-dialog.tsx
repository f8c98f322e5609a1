"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { useFilesDialog } from "./use-files-dialog.ts";

const ArchiveSteps = later(async () => (await import("./archive-steps.tsx")).ArchiveSteps);

interface ArchiveDialogProps {
  trigger: ReactNode;
  files: readonly { id: string; filename: string; size: number }[];
  onDone?: (() => void) | undefined;
}

/** Archives chosen files now, whatever their age, and shows how far it is. For admins. */
export function ArchiveDialog({ trigger, files: offered, onDone }: ArchiveDialogProps) {
  const t = useTranslations("archival");
  const [runId, setRunId] = useState<string | null>(null);
  const { files, what, close, dialog } = useFilesDialog(offered, () => {
    if (runId) onDone?.();
    setRunId(null);
  });
  ArchiveSteps.useAtRest();
  return (
    <Dialog
      trigger={trigger}
      {...dialog}
      title={t("archiveDialog.archive", { what })}
      description={
        runId
          ? undefined
          : t("archiveDialog.toTheArchiveResultsPreviewAnd", {
              value:
                files.length === 1
                  ? t("archiveDialog.theOriginalMoves")
                  : t("archiveDialog.theOriginalsMove"),
            })
      }
    >
      <ArchiveSteps
        files={files}
        runId={runId}
        done={t("archiveDialog.archived", { what, files: files.length })}
        onRun={setRunId}
        onClose={close}
      />
    </Dialog>
  );
}
