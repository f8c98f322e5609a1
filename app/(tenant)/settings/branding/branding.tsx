"use client";
import { useState } from "react";
import type { SettingsAnswer } from "#components/data/answers.ts";
import { useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { ColorCard } from "#components/settings/color-card.tsx";
import { LogoCard } from "#components/settings/logo-card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

export function Branding({ logoUrl, name }: { logoUrl: string | null; name: string }) {
  const settings = useSettings();
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Branding"
        description="Logo and colour of your pages, of mails that leave here, and of documents."
      />
      <QueryView query={settings} loading={<Skeleton className="h-96 rounded-lg" />}>
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
