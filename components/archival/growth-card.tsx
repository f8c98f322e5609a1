"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { DailyChart } from "#components/usage/daily-chart.tsx";
import {
  type DailyMetric,
  dailyMetrics,
  type PeriodId,
  periods,
  rangeOf,
} from "#components/usage/metrics.ts";
import { useDailyUsage } from "#components/usage/queries.ts";
import type { Translator } from "#lib/i18n/messages.ts";

type Shown = "both" | "storage" | "archive";

const segmentsOf = (t: Translator<"archival">): { value: Shown; label: string }[] => [
  { value: "both", label: t("growthCard.together") },
  { value: "storage", label: t("growthCard.hot") },
  { value: "archive", label: t("growthCard.archive") },
];

/** How hot storage and archive grew, day by day. */
export function GrowthCard() {
  const tUsage = useTranslations("usage");
  const t = useTranslations("archival");
  const [now] = useState(() => new Date());
  const [period, setPeriod] = useState<PeriodId>("90");
  const [shown, setShown] = useState<Shown>("both");
  const daily = useDailyUsage(rangeOf(period, now));
  const metric = metricOf(tUsage, t, shown);
  return (
    <Card>
      <CardHeader
        title={t("growthCard.growth")}
        description={t("growthCard.storedAtTheEndOfEachDayInUtc")}
        actions={
          <Segmented
            label={t("growthCard.period")}
            value={period}
            segments={periods(tUsage)}
            onChange={setPeriod}
          />
        }
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <div className="min-w-0">
          <Segmented
            label={t("growthCard.what")}
            value={shown}
            segments={segmentsOf(t)}
            onChange={setShown}
          />
        </div>
        <QueryView query={daily} loading={<Skeleton className="h-52" />}>
          {({ items }) => <DailyChart days={items} metric={metric} events={false} />}
        </QueryView>
      </CardBody>
    </Card>
  );
}

function metricOf(tUsage: Translator<"usage">, t: Translator<"archival">, shown: Shown): DailyMetric {
  const metric = dailyMetrics(tUsage, "USD").find(
    ({ id }) => id === (shown === "archive" ? "archive" : "storage"),
  );
  if (!metric) throw new Error("The usage page no longer has a metric of storage");
  if (shown !== "both") return metric;
  return {
    ...metric,
    label: t("growthCard.hotStorageAndArchive"),
    title: t("growthCard.hotStorageAndArchiveAtTheDays"),
    value: (day) => day.storage_used + day.archive_used,
  };
}
