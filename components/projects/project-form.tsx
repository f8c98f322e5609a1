"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { ProjectAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

/** Makes a project, or changes name and description of one. Ends a dialog. */
export function ProjectForm({
  project,
  onSaved,
}: {
  project?: Pick<ProjectAnswer, "id" | "name" | "description">;
  onSaved: (project: ProjectAnswer) => void;
}) {
  const queries = useQueryClient();
  const form = useSubmit<{ name: string; description: string }>((body) =>
    submitting(async () => {
      const saved = project
        ? await api<ProjectAnswer>(`/api/projects/${project.id}`, { method: "PATCH", body })
        : await api<ProjectAnswer>("/api/projects", { body });
      await queries.invalidateQueries({ queryKey: ["projects"] });
      onSaved(saved);
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
      <Field label="Name" error={form.fieldError("name")}>
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
      <Field label="Description" optional error={form.fieldError("description")}>
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
      <DialogFooter submit={project ? "Save project" : "Create project"} pending={form.pending} />
    </form>
  );
}
