"use client";
import { useTranslations } from "next-intl";
import type { DashboardAnswer } from "#components/data/answers.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { DailyChart } from "#components/usage/daily-chart.tsx";
import { dailyMetrics, type MetricId } from "#components/usage/metrics.ts";

/** Of what can be shown day by day, what the plan is of and invoices are made of. */
const SHOWN: readonly MetricId[] = ["storage", "files", "uploads", "api_calls"];

/** Storage and usage over the days; which of them stands in the address. */
export function UsageCard({ data, isAdmin }: { data: DashboardAnswer; isAdmin: boolean }) {
  const t = useTranslations("dashboard");
  const tUsage = useTranslations("usage");
  const [param, setParams] = useUrlParams();
  const metrics = dailyMetrics(tUsage, data.per_m2.currency).filter(({ id }) => SHOWN.includes(id));
  const first = metrics.find(({ id }) => id === SHOWN[0]);
  const chosen = metrics.find(({ id }) => id === param("metric")) ?? first;
  if (!chosen) return null;
  return (
    <Card>
      <CardHeader
        title={t("usage.title")}
        description={t("usage.ofAll")}
        actions={
          <Segmented
            label={t("usage.metric")}
            value={chosen.id}
            segments={metrics.map(({ id, label }) => ({ value: id, label }))}
            onChange={(id) => setParams({ metric: id === first?.id ? "" : id })}
          />
        }
      />
      <CardBody>
        <DailyChart days={data.trends} metric={chosen} events={isAdmin} />
      </CardBody>
    </Card>
  );
}
