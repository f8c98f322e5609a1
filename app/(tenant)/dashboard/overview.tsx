"use client";
import { CircleAlert, Palette, Ruler } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Dashboard, type DashboardProps } from "#components/dashboard/dashboard.tsx";
import type { DashboardAnswer } from "#components/data/answers.ts";
import { toEstimateRow, toFileRow } from "#components/data/present.ts";
import { useDashboard, useEstimates, useProjects } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { StatGrid } from "#components/ui/stat.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

const RECENT = 5;

export function Overview({ role }: { role: Role }) {
  const t = useTranslations("dashboard");
  const dashboard = useDashboard();
  const estimates = useEstimates({ q: "", project_id: "" });
  const projects = useProjects();
  const upload = role !== "viewer" && (
    <Button asChild variant="primary">
      <Link href="/files">{t("overview.uploadAModel")}</Link>
    </Button>
  );
  return (
    <div>
      <PageHeader title={t("overview.dashboard")} actions={upload} />
      <QueryView query={dashboard} loading={<Loading />}>
        {(data) => {
          const recent = (estimates.data?.items ?? []).slice(0, RECENT);
          return (
            <Dashboard
              totalFiles={data.total_files}
              processedThisMonth={data.files_processed}
              storage={{ used: data.storage_used, limit: data.storage_quota }}
              apiCalls={{ used: data.api_usage, limit: data.api_quota }}
              tier={data.subscription_tier}
              trends={{
                uploaded: data.trends.map((day) => day.files_uploaded),
                processed: data.trends.map((day) => day.files_processed),
                storage: data.trends.map((day) => day.storage_used),
                apiCalls: data.trends.map((day) => day.api_calls),
              }}
              attention={attention(t, data)}
              recentFiles={data.latest_files.map((file) => toFileRow(file, projects.data?.items))}
              recentEstimates={recent.map(toEstimateRow)}
              emptyAction={upload}
            />
          );
        }}
      </QueryView>
    </div>
  );
}

/** What waits for a person, counted over all files; each leads to exactly those. */
function attention(t: Translator<"dashboard">, { needs }: DashboardAnswer): DashboardProps["attention"] {
  const files = (count: number) =>
    count === 1 ? "1 file" : t("overview.files", { count: formatCount(count) });
  return [
    {
      id: "failed",
      icon: CircleAlert,
      count: needs.failed,
      title: t("overview.failed", { failed: files(needs.failed) }),
      text:
        needs.failed === 1
          ? t("overview.itSaysWhyAndWhatToDoAboutIt")
          : t("overview.eachSaysWhyAndWhatToDoAboutIt"),
    },
    {
      id: "unknown_materials",
      icon: Palette,
      count: needs.unknown_materials,
      title: t("overview.withUnknownMaterials", { unknownMaterials: files(needs.unknown_materials) }),
      text: t("overview.whatIsUnknownHasNoPriceAndNo"),
    },
    {
      id: "floor_area",
      icon: Ruler,
      count: needs.floor_area,
      title: t("overview.withAFloorAreaThatNobodyHas", { floorArea: files(needs.floor_area) }),
      text: t("overview.everyFigurePerFloorAreaUsesIt"),
    },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count: _, ...item }) => ({ ...item, href: `/files?needs=${item.id}` }));
}

function Loading() {
  return (
    <div className="grid grid-cols-1 gap-5">
      <StatGrid>
        {["files", "storage", "calls", "plan"].map((key) => (
          <Card key={key} className="grid h-28 content-start gap-3 px-4 py-3.5">
            <Skeleton className="w-20" />
            <Skeleton className="h-7 w-28" />
          </Card>
        ))}
      </StatGrid>
      <Card>
        <LoadingRows />
      </Card>
    </div>
  );
}
