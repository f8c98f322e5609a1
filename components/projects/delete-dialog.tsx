"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
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
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const others = useOpenProjects().filter(({ id }) => id !== project.id);
  const [target, setTarget] = useState("none");
  const isEmpty = project.files + project.estimates === 0;
  const form = useSubmit<undefined>(() =>
    submitting(async () => {
      await api(`/api/projects/${project.id}${isEmpty ? "" : `?move_to=${target}`}`, { method: "DELETE" });
      toast({ tone: "ok", title: `${project.name} is deleted` });
      router.push("/projects");
      queries.removeQueries({ queryKey: ["projects", project.id] });
      await refreshProjects(queries);
    }),
  );
  return (
    <Dialog
      title={`Delete ${project.name}?`}
      description={
        isEmpty
          ? "It holds nothing. This cannot be undone."
          : `It holds ${project.files} files and ${project.estimates} estimates. They stay; say where they go.`
      }
      trigger={
        <Button variant="danger-ghost">
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">Delete</span>
        </Button>
      }
    >
      <div className="grid gap-4">
        {!isEmpty && (
          <Field
            label="Move them to"
            hint={
              project.is_restricted && target === "none"
                ? "Outside of this project everybody in the organisation sees them."
                : undefined
            }
          >
            {(control) => (
              <Select
                {...control}
                value={target}
                onChange={(event) => setTarget(event.target.value)}
                options={[
                  { value: "none", label: "No project" },
                  ...others.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          </Field>
        )}
        <FormProblemNotice problem={form.problem} />
      </div>
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button variant="danger" loading={form.pending} onClick={() => void form.run(undefined)}>
          Delete project
        </Button>
      </DialogActions>
    </Dialog>
  );
}
