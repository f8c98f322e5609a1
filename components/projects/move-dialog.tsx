"use client";
import { FolderInput } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const MoveForm = later(async () => (await import("./move-form.tsx")).MoveForm);

export interface MoveDialogProps {
  fileIds?: readonly string[];
  estimateIds?: readonly string[];
  /** The project that they are in now, where it is one. */
  from?: string | null;
  small?: boolean;
  onMoved?: () => void;
}

/** Moves files, with their estimates, or estimates by hand into a project or out of any. */
export function MoveDialog({
  fileIds = [],
  estimateIds = [],
  from = null,
  small = false,
  onMoved,
}: MoveDialogProps) {
  const t = useTranslations("projects");
  const [open, setOpen] = useState(false);
  const [target, setTarget] = useState(from ?? "");
  const count = fileIds.length + estimateIds.length;
  MoveForm.useAtRest();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={count === 1 ? t("moveDialog.moveToAProject") : t("moveDialog.moveToAProject2", { count })}
      description={
        fileIds.length > 0
          ? t("moveDialog.aFilesEstimateGoesAlongWhoDoes")
          : t("moveDialog.whoDoesNotSeeTheProjectDoesNot")
      }
      trigger={
        <Button size={small ? "sm" : "md"}>
          <FolderInput aria-hidden />
          {t("moveDialog.move")}
        </Button>
      }
    >
      <MoveForm
        what={{ fileIds, estimateIds }}
        from={from}
        target={target}
        onTarget={setTarget}
        onMoved={() => {
          setOpen(false);
          onMoved?.();
        }}
      />
    </Dialog>
  );
}
