"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshProjects, useOpenProjects } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

/** Deletes a project; what is in it goes where the person says. */
export function DeleteProject({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const others = useOpenProjects().filter(({ id }) => id !== project.id);
  const [target, setTarget] = useState("none");
  const isEmpty = project.files + project.estimates === 0;
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
    <Dialog
      title={t("deleteDialog.delete", { name: project.name })}
      description={
        isEmpty
          ? t("deleteDialog.itHoldsNothingThisCannotBe")
          : t("deleteDialog.itHoldsFilesAndEstimatesThey", {
              files: project.files,
              estimates: project.estimates,
            })
      }
      trigger={
        <Button variant="danger-ghost">
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">{t("deleteDialog.delete2")}</span>
        </Button>
      }
    >
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
    </Dialog>
  );
}
