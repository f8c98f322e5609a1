"use client";
import { FolderInput } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { ProjectSelect } from "./project-select.tsx";
import { useMove } from "./use-move.ts";

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
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [target, setTarget] = useState(from ?? "");
  const count = fileIds.length + estimateIds.length;
  const move = useMove();
  const form = useSubmit<string>((project) =>
    submitting(async () => {
      const back = await move({ fileIds, estimateIds }, project || null, from);
      setOpen(false);
      toast({
        tone: "ok",
        title: project ? t("moveDialog.movedIntoTheProject") : t("moveDialog.movedOutOfItsProject"),
        ...(back ? { undo: back } : {}),
      });
      onMoved?.();
    }),
  );
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
      <form
        method="post"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(target);
        }}
      >
        <ProjectSelect
          value={target}
          onChange={setTarget}
          error={form.fieldError("project_id")}
          label={t("moveDialog.toTheProject")}
        />
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit={t("moveDialog.move")} pending={form.pending} />
      </form>
    </Dialog>
  );
}
