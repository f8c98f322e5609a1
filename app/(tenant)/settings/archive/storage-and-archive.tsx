"use client";
import { useTranslations } from "next-intl";
import { StorageOverview } from "#components/archival/storage-overview.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import type { Role } from "#components/shell/types.ts";
import { later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type TabItem, Tabs } from "#components/ui/tabs.tsx";

const Rules = later(async () => (await import("#components/archival/rules.tsx")).Rules);
const Runs = later(async () => (await import("#components/archival/runs.tsx")).Runs);
const RestoresTable = later(
  async () => (await import("#components/archival/restores-table.tsx")).RestoresTable,
);

/** What is stored where, what moves to the archive and when, and what has moved. */
export function StorageAndArchive({ role }: { role: Role }) {
  const t = useTranslations("settings");
  const [param, setParams] = useUrlParams();
  Rules.useAtRest();
  Runs.useAtRest();
  RestoresTable.useAtRest();
  const isAdmin = role === "admin";
  const tabs: TabItem[] = [
    { value: "storage", label: t("storageAndArchive.storage"), content: <StorageOverview /> },
    { value: "rules", label: t("storageAndArchive.rules"), content: <Rules isAdmin={isAdmin} /> },
    ...(isAdmin ? [{ value: "runs", label: t("storageAndArchive.runs"), content: <Runs /> }] : []),
    { value: "restores", label: t("storageAndArchive.restores"), content: <RestoresTable /> },
  ];
  const asked = param("tab");
  return (
    <div>
      <PageHeader
        title={t("storageAndArchive.storageAndArchive")}
        description={t("storageAndArchive.filesThatNobodyHasUsedForLong")}
      />
      <Tabs
        label={t("storageAndArchive.storageAndArchive")}
        items={tabs}
        value={tabs.some(({ value }) => value === asked) ? asked : "storage"}
        onValueChange={(tab) => setParams({ tab: tab === "storage" ? "" : tab })}
      />
    </div>
  );
}
