"use client";
import { useTranslations } from "next-intl";
import type { ProjectAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { patchRows, useOptimistic } from "#components/data/optimistic.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

interface ProjectWords {
  name: string;
  description: string;
}

/** Makes a project, or changes name and description of one. Ends a dialog. */
export function ProjectForm({
  project,
  onSaved,
}: {
  project?: Pick<ProjectAnswer, "id" | "name" | "description">;
  onSaved: (project: ProjectAnswer) => void;
}) {
  const t = useTranslations("projects");
  const save = useOptimistic({
    keys: [["projects"]],
    show: (queries, body: ProjectWords) =>
      patchRows(queries, ["projects"], (row) =>
        project && row.id === project.id ? { ...row, ...body } : row,
      ),
    send: (body: ProjectWords) =>
      project
        ? api<ProjectAnswer>(`/api/projects/${project.id}`, { method: "PATCH", body })
        : api<ProjectAnswer>("/api/projects", { body }),
  });
  const form = useSubmit<ProjectWords>((body) =>
    submitting(async () => {
      onSaved(await save(body));
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        name: textOf(data, "name"),
        description: textOf(data, "description"),
      }))}
    >
      <Field label={t("projectForm.name")} error={form.fieldError("name")}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={120}
            autoComplete="off"
            defaultValue={project?.name}
          />
        )}
      </Field>
      <Field label={t("projectForm.description")} optional error={form.fieldError("description")}>
        {(control) => (
          <Textarea
            {...control}
            name="description"
            rows={3}
            maxLength={2000}
            defaultValue={project?.description}
          />
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter
        submit={project ? t("projectForm.saveProject") : t("projectForm.createProject")}
        pending={form.pending}
      />
    </form>
  );
}
