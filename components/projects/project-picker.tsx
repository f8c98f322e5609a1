"use client";
import { useQueryClient } from "@tanstack/react-query";
import { FolderPlus } from "lucide-react";
import { useState } from "react";
import type { ProjectAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { useProjects } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

/** Chooses the project that uploads go to, or makes one. Empty: none. */
export function ProjectPicker({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const projects = useProjects();
  const [open, setOpen] = useState(false);
  return (
    <div className="flex items-center gap-1.5">
      <Select
        aria-label="Project of the uploads"
        className="w-44"
        placeholder="No project"
        options={(projects.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="New project"
        description="Files of one job stand together under its name."
        trigger={
          <Button icon aria-label="New project">
            <FolderPlus aria-hidden />
          </Button>
        }
      >
        <CreateForm
          onCreated={(id) => {
            setOpen(false);
            onChange(id);
          }}
        />
      </Dialog>
    </div>
  );
}

function CreateForm({ onCreated }: { onCreated: (id: string) => void }) {
  const queries = useQueryClient();
  const form = useSubmit<{ name: string }>((body) =>
    submitting(async () => {
      const { id } = await api<ProjectAnswer>("/api/projects", { body });
      await queries.invalidateQueries({ queryKey: ["projects"] });
      onCreated(id);
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ name: textOf(data, "name") }))}
    >
      <Field label="Name" error={form.fieldError("name")}>
        {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="off" />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit="Create project" pending={form.pending} />
    </form>
  );
}
