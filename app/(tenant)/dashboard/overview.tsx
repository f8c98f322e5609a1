"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Dashboard } from "#components/dashboard/dashboard.tsx";
import { filterOf } from "#components/dashboard/filter.ts";
import { FilterBar } from "#components/dashboard/filter-bar.tsx";
import { useDashboard, useProjects } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { SampleButton } from "#components/onboarding/sample-button.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { StatGrid } from "#components/ui/stat.tsx";

export function Overview({
  role,
  today,
  firstSteps,
}: {
  role: Role;
  /** The UTC day on which the server made the first answer. */
  today: string;
  /** What a new organisation does first; stands above everything else. */
  firstSteps: ReactNode;
}) {
  const t = useTranslations("dashboard");
  const [param, setParams] = useUrlParams();
  const { period, filter } = filterOf(param, today);
  const dashboard = useDashboard(filter);
  const projects = useProjects().data?.items ?? [];
  const upload = role !== "viewer" && (
    <Button asChild variant="primary">
      <Link href="/files">{t("overview.uploadAModel")}</Link>
    </Button>
  );
  const filterBar = <FilterBar period={period} filter={filter} projects={projects} onChange={setParams} />;
  return (
    <div>
      <PageHeader title={t("overview.dashboard")} actions={upload} />
      {firstSteps}
      {/* Without an answer the bar alone leads out of a project that is gone. */}
      {!dashboard.data && <div className="mb-5">{filterBar}</div>}
      <QueryView query={dashboard} loading={<Loading />}>
        {(data) => (
          <div
            aria-busy={dashboard.isPlaceholderData}
            className={cn("transition-opacity", dashboard.isPlaceholderData && "opacity-60")}
          >
            <Dashboard
              data={data}
              filter={filter}
              projects={projects}
              reader={role}
              filterBar={filterBar}
              emptyAction={
                upload && (
                  <>
                    <SampleButton />
                    {upload}
                  </>
                )
              }
            />
          </div>
        )}
      </QueryView>
    </div>
  );
}

function Loading() {
  return (
    <div className="grid grid-cols-1 gap-5">
      <StatGrid columns={5}>
        {["files", "estimates", "processed", "storage", "calls"].map((key) => (
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
