"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Select } from "#components/ui/select.tsx";
import { isLocale } from "#lib/i18n/locales.ts";
import { chooseLocale } from "./choose-locale.ts";
import { LANGUAGE_NAMES } from "./language-names.ts";

/** The language of pages for whoever is not signed in; it acts at once. */
export function LanguageSelect({ className }: { className?: string }) {
  const t = useTranslations("ui");
  const active = useLocale();
  const [chosen, setChosen] = useState<string>(active);
  return (
    <Select
      className={className}
      aria-label={t("language.label")}
      options={LANGUAGE_NAMES}
      value={chosen}
      onChange={({ target: { value } }) => {
        if (!isLocale(value)) return;
        setChosen(value);
        void chooseLocale(value);
      }}
    />
  );
}
