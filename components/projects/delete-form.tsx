"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshProjects, useOpenProjects } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

/** Asks where what is in the project goes, and deletes it. Ends a dialog. */
export function DeleteForm({ project, isEmpty }: { project: ProjectDetailAnswer; isEmpty: boolean }) {
  const t = useTranslations("projects");
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const others = useOpenProjects().filter(({ id }) => id !== project.id);
  const [target, setTarget] = useState("none");
  const form = useSubmit<undefined>(() =>
    submitting(async () => {
      await api(`/api/projects/${project.id}${isEmpty ? "" : `?move_to=${target}`}`, { method: "DELETE" });
      toast({ tone: "ok", title: t("deleteDialog.isDeleted", { name: project.name }) });
      router.push("/projects");
      queries.removeQueries({ queryKey: ["projects", project.id] });
      await refreshProjects(queries);
    }),
  );
  return (
    <>
      <div className="grid gap-4">
        {!isEmpty && (
          <Field
            label={t("deleteDialog.moveThemTo")}
            hint={
              project.is_restricted && target === "none"
                ? t("deleteDialog.outsideOfThisProjectEverybody")
                : undefined
            }
          >
            {(control) => (
              <Select
                {...control}
                value={target}
                onChange={(event) => setTarget(event.target.value)}
                options={[
                  { value: "none", label: t("deleteDialog.noProject") },
                  ...others.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          </Field>
        )}
        <FormProblemNotice problem={form.problem} />
      </div>
      <DialogActions>
        <DialogClose>
          <Button>{t("deleteDialog.cancel")}</Button>
        </DialogClose>
        <Button variant="danger" loading={form.pending} onClick={() => void form.run(undefined)}>
          {t("deleteDialog.deleteProject")}
        </Button>
      </DialogActions>
    </>
  );
}
