"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Seen, SettingsCard, useSettingsForm } from "./settings-card.tsx";

const UNITS = [
  { value: "metric", label: "Metric: m, m², m³, kg, t" },
  { value: "imperial", label: "Imperial: ft, ft², yd³, lb, short tons" },
];
const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "de", label: "German" },
];

/** How quantities and cost groups are shown to everybody here. */
export function DisplaySettings({ seen, isAdmin }: { seen: Seen; isAdmin: boolean }) {
  const router = useRouter();
  const queries = useQueryClient();
  const { settings } = seen;
  // What a person has chosen stays, whatever is loaded meanwhile.
  const [units, setUnits] = useState<string | null>(null);
  const [language, setLanguage] = useState<string | null>(null);
  const form = useSettingsForm(seen, () => {
    setUnits(null);
    setLanguage(null);
    router.refresh();
    void queries.invalidateQueries({ queryKey: ["estimates"] });
  });
  return (
    <SettingsCard
      title="Display"
      description="How pages show quantities and cost groups. The API, price books and exports stay SI."
      isAdmin={isAdmin}
      form={form}
      values={() => ({
        ...(units === null ? {} : { units }),
        ...(language === null ? {} : { classification_language: language }),
      })}
    >
      <Field
        label="Units"
        hint="Carbon stays in kg and t of CO₂e; per area it follows."
        error={form.fieldError("units")}
      >
        {(control) => (
          <Select
            {...control}
            options={UNITS}
            value={units ?? settings.units}
            onChange={(event) => setUnits(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Language of classification"
        hint="Of the names of DIN 276 and UniFormat groups in estimates."
        error={form.fieldError("classification_language")}
      >
        {(control) => (
          <Select
            {...control}
            options={LANGUAGES}
            value={language ?? settings.classification_language}
            onChange={(event) => setLanguage(event.target.value)}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
