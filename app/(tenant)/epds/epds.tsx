"use client";
import { useTranslations } from "next-intl";
import { useUrlParams } from "#components/data/url-params.ts";
import { ImportEpds } from "#components/epd/import-dialog.tsx";
import { Library } from "#components/epd/library.tsx";
import type { Role } from "#components/shell/types.ts";
import { below } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Tabs } from "#components/ui/tabs.tsx";

const Choices = below(
  async () => (await import("#components/epd/choices.tsx")).Choices,
  () => <LoadingRows rows={8} />,
);

/** The library of declarations, and which material is counted by which of them. */
export function Epds({ role }: { role: Role }) {
  const t = useTranslations("epd");
  const [param, setParams] = useUrlParams();
  const isAdmin = role === "admin";
  return (
    <div>
      <PageHeader
        title={t("page.title")}
        description={t("page.description")}
        actions={isAdmin && <ImportEpds />}
      />
      <Tabs
        label={t("page.parts")}
        value={param("tab") === "materials" ? "materials" : "library"}
        onValueChange={(tab) => setParams({ tab: tab === "library" ? "" : tab })}
        items={[
          { value: "library", label: t("page.library"), content: <Library /> },
          { value: "materials", label: t("page.materials"), content: <Choices mayChoose={isAdmin} /> },
        ]}
      />
    </div>
  );
}
