"use client";
import { useQueryClient } from "@tanstack/react-query";
import { FolderInput } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshProjects } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { ProjectSelect } from "./project-select.tsx";

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
  const queries = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [target, setTarget] = useState(from ?? "");
  const count = fileIds.length + estimateIds.length;
  const form = useSubmit<string>((project) =>
    submitting(async () => {
      await api("/api/projects/contents", {
        method: "PUT",
        body: { project_id: project || null, file_ids: fileIds, estimate_ids: estimateIds },
      });
      setOpen(false);
      toast({ tone: "ok", title: project ? "Moved into the project" : "Moved out of its project" });
      onMoved?.();
      await refreshProjects(queries);
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={count === 1 ? "Move to a project" : `Move ${count} to a project`}
      description={
        fileIds.length > 0
          ? "A file's estimate goes along. Who does not see the project does not see them any more."
          : "Who does not see the project does not see them any more."
      }
      trigger={
        <Button size={small ? "sm" : "md"}>
          <FolderInput aria-hidden />
          Move
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
          label="To the project"
        />
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit="Move" pending={form.pending} />
      </form>
    </Dialog>
  );
}
