"use client";
import { useOpenProjects } from "#components/data/queries.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

/** Chooses one of the projects that something can be put into; empty: none. */
export function ProjectSelect({
  value,
  onChange,
  error,
  label = "Project",
}: {
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
  label?: string;
}) {
  const projects = useOpenProjects();
  return (
    <Field label={label} optional error={error}>
      {(control) => (
        <Select
          {...control}
          placeholder="No project"
          options={projects.map(({ id, name }) => ({ value: id, label: name }))}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
