"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SettingsAnswer } from "#components/data/answers.ts";
import { useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useRefresh } from "#components/data/use-refresh.ts";
import { TermsFields, termsFrom } from "#components/estimates/terms-fields.tsx";
import { LANGUAGE_NAMES } from "#components/i18n/language-names.ts";
import { CorsSettings } from "#components/settings/cors-settings.tsx";
import { DisplaySettings } from "#components/settings/display-settings.tsx";
import { FileSettings } from "#components/settings/file-settings.tsx";
import { type Seen, SettingsCard, useSettingsForm } from "#components/settings/settings-card.tsx";
import type { Role } from "#components/shell/types.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { FormSkeleton } from "#components/ui/skeletons.tsx";
import { textOf } from "#components/ui/use-submit.ts";

export function Settings({ role }: { role: Role }) {
  const t = useTranslations("settings");
  const settings = useSettings();
  return (
    <div className="max-w-3xl">
      <PageHeader title={t("settings.settings")} description={t("settings.whatHoldsForEverybodyInThis")} />
      <QueryView query={settings} loading={<FormSkeleton />}>
        {(data) => <Cards settings={data} isAdmin={role === "admin"} />}
      </QueryView>
    </div>
  );
}

export interface PartProps {
  seen: Seen;
  isAdmin: boolean;
}

function Cards({ settings, isAdmin }: { settings: SettingsAnswer; isAdmin: boolean }) {
  const t = useTranslations("settings");
  const [revision, setRevision] = useState(settings.revision);
  const part = { seen: { settings, revision, setRevision }, isAdmin };
  return (
    <div className="grid grid-cols-1 gap-5">
      {!isAdmin && (
        <Callout title={t("settings.adminsChangeTheseSettings")}>{t("settings.youMayLookAtThem")}</Callout>
      )}
      <ProfileSettings {...part} />
      <DisplaySettings {...part} />
      <EstimateSettings {...part} />
      <FileSettings {...part} />
      {isAdmin && <CorsSettings {...part} />}
    </div>
  );
}

function ProfileSettings({ seen, isAdmin }: PartProps) {
  const t = useTranslations("settings");
  const refresh = useRefresh();
  const form = useSettingsForm(seen, refresh);
  const { name, contact_email, website, locale } = seen.settings;
  return (
    <SettingsCard
      title={t("settings.organisation")}
      description={t("settings.whoYouAreToMembersAndOnWhat")}
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({
        name: textOf(data, "name"),
        contact_email: textOf(data, "contact_email") || null,
        website: textOf(data, "website") || null,
        locale: textOf(data, "locale") || null,
      })}
    >
      <Field label={t("settings.name")} error={form.fieldError("name")}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={120}
            autoComplete="organization"
            defaultValue={name}
          />
        )}
      </Field>
      <Field
        label={t("settings.contactEMail")}
        optional
        hint={t("settings.wherePeopleCanAskAboutYour")}
        error={form.fieldError("contact_email")}
      >
        {(control) => (
          <Input
            {...control}
            name="contact_email"
            type="email"
            maxLength={254}
            autoComplete="off"
            defaultValue={contact_email ?? ""}
          />
        )}
      </Field>
      <Field label={t("settings.website")} optional error={form.fieldError("website")}>
        {(control) => (
          <Input
            {...control}
            name="website"
            type="url"
            maxLength={200}
            autoComplete="off"
            placeholder={t("settings.httpsWwwExampleCom")}
            defaultValue={website ?? ""}
          />
        )}
      </Field>
      <Field
        label={t("settings.language")}
        hint={t("settings.ofMailsInvoicesAndReports")}
        error={form.fieldError("locale")}
      >
        {(control) => (
          <Select
            {...control}
            name="locale"
            placeholder={t("settings.asTheAdminsHaveChosen")}
            options={LANGUAGE_NAMES}
            defaultValue={locale ?? ""}
          />
        )}
      </Field>
    </SettingsCard>
  );
}

function EstimateSettings({ seen, isAdmin }: PartProps) {
  const t = useTranslations("settings");
  const form = useSettingsForm(seen);
  const { settings } = seen;
  return (
    <SettingsCard
      title={t("settings.estimates")}
      description={t("settings.whereNewEstimatesStartFrom")}
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({ ...termsFrom(data), currency: textOf(data, "currency").toUpperCase() })}
    >
      <TermsFields terms={settings} places={settings.known_locations} fieldError={form.fieldError} />
      <Field
        label={t("settings.currency")}
        hint={t("settings.ofThePriceBooksYouImportAs")}
        error={form.fieldError("currency")}
      >
        {(control) => (
          <Input
            {...control}
            name="currency"
            required
            maxLength={3}
            pattern="[A-Za-z]{3}"
            title={t("settings.threeLettersSuchAsUsd")}
            autoComplete="off"
            defaultValue={settings.currency}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
