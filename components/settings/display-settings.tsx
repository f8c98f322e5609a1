"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "#components/data/use-refresh.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { type Seen, SettingsCard, useSettingsForm } from "./settings-card.tsx";

const unitsOf = (t: Translator<"settings">) => [
  { value: "metric", label: t("displaySettings.metricMM2M3KgT") },
  { value: "imperial", label: t("displaySettings.imperialFtFt2Yd3LbShortTons") },
];
const languages = (t: Translator<"settings">) => [
  { value: "en", label: t("displaySettings.english") },
  { value: "de", label: t("displaySettings.german") },
];

/** How quantities and cost groups are shown to everybody here. */
export function DisplaySettings({ seen, isAdmin }: { seen: Seen; isAdmin: boolean }) {
  const t = useTranslations("settings");
  const refresh = useRefresh();
  const queries = useQueryClient();
  const { settings } = seen;
  // What a person has chosen stays, whatever is loaded meanwhile.
  const [units, setUnits] = useState<string | null>(null);
  const [language, setLanguage] = useState<string | null>(null);
  const [years, setYears] = useState<string | null>(null);
  const form = useSettingsForm(seen, () => {
    setUnits(null);
    setLanguage(null);
    setYears(null);
    refresh();
    void queries.invalidateQueries({ queryKey: ["estimates"] });
  });
  return (
    <SettingsCard
      title={t("displaySettings.display")}
      description={t("displaySettings.howPagesShowQuantitiesAndCost")}
      isAdmin={isAdmin}
      form={form}
      values={() => ({
        ...(units === null ? {} : { units }),
        ...(language === null ? {} : { classification_language: language }),
        ...(years === null ? {} : { study_period_years: Number(years) }),
      })}
    >
      <Field
        label={t("displaySettings.units")}
        hint={t("displaySettings.carbonStaysInKgAndTOfCo2ePer")}
        error={form.fieldError("units")}
      >
        {(control) => (
          <Select
            {...control}
            options={unitsOf(t)}
            value={units ?? settings.units}
            onChange={(event) => setUnits(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t("displaySettings.languageOfClassification")}
        hint={t("displaySettings.ofTheNamesOfDin276AndUniformat")}
        error={form.fieldError("classification_language")}
      >
        {(control) => (
          <Select
            {...control}
            options={languages(t)}
            value={language ?? settings.classification_language}
            onChange={(event) => setLanguage(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t("displaySettings.studyPeriod")}
        hint={t("displaySettings.studyPeriodHint")}
        error={form.fieldError("study_period_years")}
      >
        {(control) => (
          <Select
            {...control}
            options={[
              { value: "50", label: t("displaySettings.years50") },
              { value: "60", label: t("displaySettings.years60") },
            ]}
            value={years ?? String(settings.study_period_years)}
            onChange={(event) => setYears(event.target.value)}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
