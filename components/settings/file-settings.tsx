"use client";
import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import { type Seen, SettingsCard, useSettingsForm } from "./settings-card.tsx";

const MIB = 2 ** 20;
const FORMATS = [
  { value: "ifc", label: "IFC", hint: "Processed: quantities, cost and carbon" },
  { value: "dwg", label: "DWG", hint: "Stored; not processed yet" },
  { value: "dxf", label: "DXF", hint: "Stored; not processed yet" },
  { value: "rvt", label: "Revit (RVT)", hint: "Stored; not processed yet" },
  { value: "pdf", label: "PDF", hint: "Stored; not processed yet" },
] as const;

export function FileSettings({ seen, isAdmin }: { seen: Seen; isAdmin: boolean }) {
  const { settings } = seen;
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const form = useSettingsForm(seen, () => setChosen(null));
  const types = chosen ?? settings.allowed_file_types;
  return (
    <SettingsCard
      title="Uploads"
      description="What members and programs may upload."
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({
        ...(chosen === null
          ? {}
          : {
              allowed_file_types: FORMATS.flatMap(({ value }) => (chosen.includes(value) ? [value] : [])),
            }),
        max_file_size: Math.round(Number(textOf(data, "max_file_size")) * MIB),
      })}
    >
      <fieldset
        className="grid gap-2"
        aria-describedby={form.fieldError("allowed_file_types") ? "types-error" : undefined}
      >
        <legend className="mb-1.5 font-medium text-sm">Types of files</legend>
        {FORMATS.map(({ value, label, hint }) => (
          <Checkbox
            key={value}
            label={label}
            hint={hint}
            disabled={!isAdmin}
            checked={types.includes(value)}
            onCheckedChange={(checked) =>
              setChosen(checked === true ? [...types, value] : types.filter((type) => type !== value))
            }
          />
        ))}
        <FieldError id="types-error" error={form.fieldError("allowed_file_types")} />
      </fieldset>
      <Field label="Largest file, MiB" hint="5120 MiB are 5 GiB." error={form.fieldError("max_file_size")}>
        {(control) => (
          <Input
            {...control}
            name="max_file_size"
            required
            inputMode="numeric"
            autoComplete="off"
            pattern="\d+"
            title="A whole number"
            className="max-w-40"
            defaultValue={String(Math.round(settings.max_file_size / MIB))}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
