"use client";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import { type Seen, SettingsCard, useSettingsForm } from "./settings-card.tsx";

/** Which web pages elsewhere may call the API. */
export function CorsSettings({ seen, isAdmin }: { seen: Seen; isAdmin: boolean }) {
  const t = useTranslations("settings");
  const form = useSettingsForm(seen);
  return (
    <SettingsCard
      title={t("corsSettings.apiFromWebPages")}
      description={t("corsSettings.pagesOfTheseOriginsMayCallThe")}
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({ cors_origins: textOf(data, "cors_origins").split(/\s+/).filter(Boolean) })}
    >
      <Field
        label={t("corsSettings.allowedOrigins")}
        optional
        hint={t("corsSettings.oneALineExactlyAsTheBrowserHas")}
        error={form.fieldError("cors_origins")}
      >
        {(control) => (
          <Textarea
            {...control}
            name="cors_origins"
            rows={3}
            spellCheck={false}
            autoComplete="off"
            placeholder={t("corsSettings.httpsAppExampleCom")}
            className="font-mono text-sm"
            defaultValue={seen.settings.cors_origins.join("\n")}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
