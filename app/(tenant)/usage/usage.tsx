"use client";
import { Download, List } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatDate } from "#components/format/time.ts";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { DailyChart } from "#components/usage/daily-chart.tsx";
import { dailyMetrics, PERIODS, rangeOf } from "#components/usage/metrics.ts";
import { useCurrentUsage, useDailyUsage, useProjectedInvoice } from "#components/usage/queries.ts";
import { TopUsers } from "#components/usage/top-users.tsx";
import { UsageStats } from "#components/usage/usage-stats.tsx";

export function Usage({ role }: { role: Role }) {
  const current = useCurrentUsage({ live: true });
  const [now] = useState(() => new Date());
  const [param, setParams] = useUrlParams();
  const period = PERIODS.find(({ value }) => value === param("period"))?.value ?? "month";
  const range = rangeOf(period, now);
  const isAdmin = role === "admin";
  const projection = useProjectedInvoice({ enabled: isAdmin });
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title="Usage"
          description={
            current.data
              ? `${formatDate(current.data.current_period.start)} to ${formatDate(current.data.current_period.end)}, in UTC.`
              : "This month, in UTC."
          }
          actions={
            isAdmin && (
              <>
                <Button asChild>
                  <Link href={`/usage/events?${new URLSearchParams(range)}`}>
                    <List aria-hidden />
                    Events
                  </Link>
                </Button>
                <Button asChild>
                  <a href={`/api/usage/events.csv?${new URLSearchParams(range)}`} download>
                    <Download aria-hidden />
                    CSV
                  </a>
                </Button>
              </>
            )
          }
        />
      </div>
      <QueryView query={current} loading={<Skeleton className="h-36 rounded-lg" />}>
        {(data) => <UsageStats current={data} projected={projection.data} />}
      </QueryView>
      <Daily
        range={range}
        currency={current.data?.currency ?? "USD"}
        period={
          <Segmented
            label="Period"
            value={period}
            segments={PERIODS}
            onChange={(value) => setParams({ period: value === "month" ? "" : value })}
          />
        }
      />
      {isAdmin && <TopUsers range={range} />}
    </div>
  );
}

function Daily({
  range,
  currency,
  period,
}: {
  range: { from: string; to: string };
  currency: string;
  period: ReactNode;
}) {
  const [param, setParams] = useUrlParams();
  const metrics = dailyMetrics(currency);
  const chosen = metrics.find(({ id }) => id === param("metric")) ?? metrics[0];
  const daily = useDailyUsage(range);
  if (!chosen) return null;
  return (
    <Card>
      <CardHeader title="Day by day" actions={period} />
      <CardBody className="grid grid-cols-1 gap-4">
        <Segmented
          label="Metric"
          value={chosen.id}
          segments={metrics.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => setParams({ metric: id === metrics[0]?.id ? "" : id })}
        />
        <QueryView query={daily} loading={<Skeleton className="h-52" />}>
          {({ items }) => <DailyChart days={items} metric={chosen} />}
        </QueryView>
      </CardBody>
    </Card>
  );
}
