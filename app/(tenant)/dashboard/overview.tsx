"use client";
import { CircleAlert, Palette } from "lucide-react";
import Link from "next/link";
import { Dashboard, type DashboardProps } from "#components/dashboard/dashboard.tsx";
import type { DashboardAnswer, EstimateAnswer } from "#components/data/answers.ts";
import { toEstimateRow, toFileRow } from "#components/data/present.ts";
import { useDashboard, useEstimates } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount, formatPercent } from "#components/format/numbers.ts";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { StatGrid } from "#components/ui/stat.tsx";

const RECENT = 5;

export function Overview({ role }: { role: Role }) {
  const dashboard = useDashboard();
  const estimates = useEstimates("");
  const upload = role !== "viewer" && (
    <Button asChild variant="primary">
      <Link href="/files">Upload a model</Link>
    </Button>
  );
  return (
    <div>
      <PageHeader title="Dashboard" actions={upload} />
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
              attention={attention(data, recent)}
              recentFiles={data.latest_files.map(toFileRow)}
              recentEstimates={recent.map(toEstimateRow)}
              emptyAction={upload}
            />
          );
        }}
      </QueryView>
    </div>
  );
}

function attention(
  { files_by_status }: DashboardAnswer,
  estimates: readonly EstimateAnswer[],
): DashboardProps["attention"] {
  const failed = files_by_status.failed ?? 0;
  return [
    ...(failed > 0
      ? [
          {
            id: "failed",
            icon: CircleAlert,
            title: failed === 1 ? "1 file failed" : `${formatCount(failed)} files failed`,
            text: "Each says why, and what to do about it.",
            href: "/files?status=failed",
          },
        ]
      : []),
    ...estimates
      .filter((estimate) => estimate.coverage.cost.elements.share < 1)
      .map((estimate) => ({
        id: estimate.id,
        icon: Palette,
        title: `${estimate.name}: ${formatPercent(estimate.coverage.cost.elements.share)} of the elements priced`,
        text: estimate.file_id
          ? "Some of it has no price. Assign its unknown materials, and the total is calculated again."
          : "See what has no price yet.",
        href: estimate.file_id ? `/files/${estimate.file_id}?tab=materials` : `/estimates/${estimate.id}`,
      })),
  ];
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
