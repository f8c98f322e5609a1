"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { type Seen, SettingsCard, useSettingsForm } from "./settings-card.tsx";

const MIB = 2 ** 20;
const formats = (t: Translator<"settings">) =>
  [
    { value: "ifc", label: t("fileSettings.ifc"), hint: t("fileSettings.processedQuantitiesCostAnd") },
    { value: "ifczip", label: t("fileSettings.ifczip"), hint: t("fileSettings.processedQuantitiesCostAnd") },
    { value: "dwg", label: t("fileSettings.dwg"), hint: t("fileSettings.processedByLayers") },
    { value: "dxf", label: t("fileSettings.dxf"), hint: t("fileSettings.processedByLayers") },
    { value: "rvt", label: t("fileSettings.revitRvt"), hint: t("fileSettings.storedNotProcessedYet") },
    { value: "pdf", label: t("fileSettings.pdf"), hint: t("fileSettings.storedNotProcessedYet") },
    { value: "xlsx", label: t("fileSettings.xlsx"), hint: t("fileSettings.processedByRows") },
    { value: "csv", label: t("fileSettings.csv"), hint: t("fileSettings.processedByRows") },
  ] as const;

export function FileSettings({ seen, isAdmin }: { seen: Seen; isAdmin: boolean }) {
  const t = useTranslations("settings");
  const { settings } = seen;
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const form = useSettingsForm(seen, () => setChosen(null));
  const types = chosen ?? settings.allowed_file_types;
  return (
    <SettingsCard
      title={t("fileSettings.uploads")}
      description={t("fileSettings.whatMembersAndProgramsMay")}
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({
        ...(chosen === null
          ? {}
          : {
              allowed_file_types: formats(t).flatMap(({ value }) => (chosen.includes(value) ? [value] : [])),
            }),
        max_file_size: Math.round(Number(textOf(data, "max_file_size")) * MIB),
      })}
    >
      <fieldset
        className="grid gap-2"
        aria-describedby={form.fieldError("allowed_file_types") ? "types-error" : undefined}
      >
        <legend className="mb-1.5 font-medium text-sm">{t("fileSettings.typesOfFiles")}</legend>
        {formats(t).map(({ value, label, hint }) => (
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
      <Field
        label={t("fileSettings.largestFileMib")}
        hint={t("fileSettings.n5120MibAre5Gib")}
        error={form.fieldError("max_file_size")}
      >
        {(control) => (
          <Input
            {...control}
            name="max_file_size"
            required
            inputMode="numeric"
            autoComplete="off"
            pattern="\d+"
            title={t("fileSettings.aWholeNumber")}
            className="max-w-40"
            defaultValue={String(Math.round(settings.max_file_size / MIB))}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
