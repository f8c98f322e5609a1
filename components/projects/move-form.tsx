"use client";
import { useTranslations } from "next-intl";
import { submitting } from "#components/data/form.ts";
import { useOpenProjects } from "#components/data/queries.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { ProjectSelect } from "./project-select.tsx";
import { useMove } from "./use-move.ts";

/** The project that is chosen, "" for none, and the way back once they are there. */
export function MoveForm({
  what,
  from,
  target,
  onTarget,
  onMoved,
}: {
  what: { fileIds: readonly string[]; estimateIds: readonly string[] };
  /** The project that they are in now, where it is one. */
  from: string | null;
  target: string;
  onTarget: (project: string) => void;
  onMoved: () => void;
}) {
  const t = useTranslations("projects");
  const toast = useToast();
  const move = useMove();
  const isRestricted = useOpenProjects().some(({ id, is_restricted }) => id === target && is_restricted);
  const form = useSubmit<string>((project) =>
    submitting(async () => {
      const back = await move(what, project || null, from);
      toast({
        tone: "ok",
        title: project ? t("moveDialog.movedIntoTheProject") : t("moveDialog.movedOutOfItsProject"),
        ...(back ? { undo: back } : {}),
      });
      onMoved();
    }),
  );
  return (
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
        onChange={onTarget}
        error={form.fieldError("project_id")}
        label={t("moveDialog.toTheProject")}
      />
      {isRestricted && <p className="text-ink-2">{t("moveDialog.linksEnd")}</p>}
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("moveDialog.move")} pending={form.pending} />
    </form>
  );
}
