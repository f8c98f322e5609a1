"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { formatBytes } from "#components/format/numbers.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import type { RestoredFilesAnswer } from "./answers.ts";
import { useFilesDialog } from "./use-files-dialog.ts";

const RestoreSteps = later(async () => (await import("./restore-steps.tsx")).RestoreSteps);

interface RestoreDialogProps {
  trigger: ReactNode;
  /** Archived, on their way back, or restored. */
  files: readonly { id: string; filename: string; size: number }[];
  /** Chosen from the start: back to hot storage for good. */
  permanent?: boolean;
  onDone?: (() => void) | undefined;
}

/** Says what a restore takes and costs, then asks for it; of several files it shows how far they are. */
export function RestoreDialog({ trigger, files: offered, permanent = false, onDone }: RestoreDialogProps) {
  const t = useTranslations("archival");
  const [batch, setBatch] = useState<RestoredFilesAnswer | null>(null);
  const { files, what, close, dialog } = useFilesDialog(offered, () => {
    if (batch) onDone?.();
    setBatch(null);
  });
  const size = files.reduce((sum, file) => sum + file.size, 0);
  RestoreSteps.useAtRest();
  return (
    <Dialog
      trigger={trigger}
      {...dialog}
      wide={!batch}
      title={t("restoreDialog.restore", { what })}
      description={
        batch ? undefined : t("restoreDialog.fromTheArchiveNothingIsAsked", { size: formatBytes(size) })
      }
    >
      <RestoreSteps
        files={files}
        permanent={permanent}
        batch={batch}
        onBatch={setBatch}
        onClose={close}
        onDone={onDone}
      />
    </Dialog>
  );
}
