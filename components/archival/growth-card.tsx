"use client";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { DailyChart } from "#components/usage/daily-chart.tsx";
import {
  type DailyMetric,
  dailyMetrics,
  PERIODS,
  type PeriodId,
  rangeOf,
} from "#components/usage/metrics.ts";
import { useDailyUsage } from "#components/usage/queries.ts";

type Shown = "both" | "storage" | "archive";

const SEGMENTS: { value: Shown; label: string }[] = [
  { value: "both", label: "Together" },
  { value: "storage", label: "Hot" },
  { value: "archive", label: "Archive" },
];

/** How hot storage and archive grew, day by day. */
export function GrowthCard() {
  const [now] = useState(() => new Date());
  const [period, setPeriod] = useState<PeriodId>("90");
  const [shown, setShown] = useState<Shown>("both");
  const daily = useDailyUsage(rangeOf(period, now));
  const metric = metricOf(shown);
  return (
    <Card>
      <CardHeader
        title="Growth"
        description="Stored at the end of each day, in UTC."
        actions={<Segmented label="Period" value={period} segments={PERIODS} onChange={setPeriod} />}
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <div className="min-w-0">
          <Segmented label="What" value={shown} segments={SEGMENTS} onChange={setShown} />
        </div>
        <QueryView query={daily} loading={<Skeleton className="h-52" />}>
          {({ items }) => <DailyChart days={items} metric={metric} events={false} />}
        </QueryView>
      </CardBody>
    </Card>
  );
}

function metricOf(shown: Shown): DailyMetric {
  const metric = dailyMetrics("USD").find(({ id }) => id === (shown === "archive" ? "archive" : "storage"));
  if (!metric) throw new Error("The usage page no longer has a metric of storage");
  if (shown !== "both") return metric;
  return {
    ...metric,
    label: "Hot storage and archive",
    title: "Hot storage and archive at the day's end",
    value: (day) => day.storage_used + day.archive_used,
  };
}
