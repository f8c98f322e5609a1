"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SettingsAnswer } from "#components/data/answers.ts";
import { useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { ColorCard } from "#components/settings/color-card.tsx";
import { LogoCard } from "#components/settings/logo-card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { FormSkeleton } from "#components/ui/skeletons.tsx";

export function Branding({ logoUrl, name }: { logoUrl: string | null; name: string }) {
  const t = useTranslations("settings");
  const settings = useSettings();
  return (
    <div className="max-w-3xl">
      <PageHeader title={t("branding.branding")} description={t("branding.logoAndColourOfYourPagesOf")} />
      <QueryView query={settings} loading={<FormSkeleton />}>
        {(data) => <Cards settings={data} logoUrl={logoUrl} name={name} />}
      </QueryView>
    </div>
  );
}

function Cards(props: { settings: SettingsAnswer; logoUrl: string | null; name: string }) {
  const { settings, logoUrl, name } = props;
  const [revision, setRevision] = useState(settings.revision);
  const seen = { settings, revision, setRevision };
  return (
    <div className="grid grid-cols-1 gap-5">
      <LogoCard seen={seen} logoUrl={logoUrl} name={name} />
      <ColorCard seen={seen} logoUrl={logoUrl} name={name} />
    </div>
  );
}
