"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { chooseLocale } from "#components/i18n/choose-locale.ts";
import { LANGUAGE_NAMES } from "#components/i18n/language-names.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { isLocale, type Locale } from "#lib/i18n/locales.ts";

/** The person's language, at all of their organisations and in every browser. */
export function LanguageCard({ locale }: { locale: Locale | null }) {
  const t = useTranslations("account");
  const [chosen, setChosen] = useState<string>(locale ?? BROWSERS);
  const form = useSubmit<{ locale: Locale | null }>(
    (values) => submitting(() => api("/api/me", { method: "PATCH", body: values })),
    () => void chooseLocale(isLocale(chosen) ? chosen : null),
  );
  return (
    <Card>
      <CardHeader title={t("languageCard.language")} description={t("languageCard.description")} />
      <CardBody>
        <form
          method="post"
          className="grid max-w-sm gap-4"
          onSubmit={form.onSubmit(() => ({ locale: isLocale(chosen) ? chosen : null }))}
        >
          <Field label={t("languageCard.language")} error={form.fieldError("locale")}>
            {(control) => (
              <Select
                {...control}
                name="locale"
                options={[{ value: BROWSERS, label: t("languageCard.asTheBrowser") }, ...LANGUAGE_NAMES]}
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
              />
            )}
          </Field>
          <FormProblemNotice problem={form.problem} />
          <div>
            <Button type="submit" variant="primary" loading={form.pending}>
              {t("languageCard.save")}
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}

const BROWSERS = "browser";
