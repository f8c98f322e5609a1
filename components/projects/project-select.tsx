"use client";
import { useTranslations } from "next-intl";
import { useOpenProjects } from "#components/data/queries.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

/** Chooses one of the projects that something can be put into; empty: none. */
export function ProjectSelect({
  value,
  onChange,
  error,
  label,
}: {
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
  label?: string;
}) {
  const t = useTranslations("projects");
  const projects = useOpenProjects();
  return (
    <Field label={label ?? t("projectSelect.project")} optional error={error}>
      {(control) => (
        <Select
          {...control}
          placeholder={t("projectSelect.noProject")}
          options={projects.map(({ id, name }) => ({ value: id, label: name }))}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
