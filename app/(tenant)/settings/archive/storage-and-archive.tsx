"use client";
import { RestoresTable } from "#components/archival/restores-table.tsx";
import { Rules } from "#components/archival/rules.tsx";
import { Runs } from "#components/archival/runs.tsx";
import { StorageOverview } from "#components/archival/storage-overview.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import type { Role } from "#components/shell/types.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type TabItem, Tabs } from "#components/ui/tabs.tsx";

/** What is stored where, what moves to the archive and when, and what has moved. */
export function StorageAndArchive({ role }: { role: Role }) {
  const [param, setParams] = useUrlParams();
  const isAdmin = role === "admin";
  const tabs: TabItem[] = [
    { value: "storage", label: "Storage", content: <StorageOverview /> },
    { value: "rules", label: "Rules", content: <Rules isAdmin={isAdmin} /> },
    ...(isAdmin ? [{ value: "runs", label: "Runs", content: <Runs /> }] : []),
    { value: "restores", label: "Restores", content: <RestoresTable /> },
  ];
  const asked = param("tab");
  return (
    <div>
      <PageHeader
        title="Storage and archive"
        description="Files that nobody has used for long move to the archive, where they cost less. They are found as before, and restored when they are wanted."
      />
      <Tabs
        label="Storage and archive"
        items={tabs}
        value={tabs.some(({ value }) => value === asked) ? asked : "storage"}
        onValueChange={(tab) => setParams({ tab: tab === "storage" ? "" : tab })}
      />
    </div>
  );
}
