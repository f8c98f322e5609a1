"use client";
import { Download, List } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatDate } from "#components/format/time.ts";
import { Help } from "#components/onboarding/help.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { DailyChart } from "#components/usage/daily-chart.tsx";
import { dailyMetrics, periods, rangeOf } from "#components/usage/metrics.ts";
import { useCurrentUsage, useDailyUsage, useProjectedInvoice } from "#components/usage/queries.ts";
import { UsageStats } from "#components/usage/usage-stats.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

const TopUsers = later(
  async () => (await import("#components/usage/top-users.tsx")).TopUsers,
  () => <LoadingRows />,
);

export function Usage({ role }: { role: Role }) {
  const t = useTranslations("usage");
  const locale = useLocale();
  const current = useCurrentUsage({ live: true });
  const [now] = useState(() => new Date());
  const [param, setParams] = useUrlParams();
  const period = periods(t).find(({ value }) => value === param("period"))?.value ?? "month";
  const range = rangeOf(period, now);
  const isAdmin = role === "admin";
  const projection = useProjectedInvoice({ enabled: isAdmin });
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={t("usage.usage")}
          badges={<Help topic="quota" />}
          description={
            current.data
              ? t("usage.theMonthSoFarToUtc", {
                  start: formatDate(current.data.current_period.start),
                  end: formatDate(current.data.current_period.end),
                  end2: daysLeft(t, current.data.current_period.end, now),
                })
              : t("usage.theMonthSoFarInUtc")
          }
          actions={
            isAdmin && (
              <>
                <Button asChild>
                  <Link href={`/usage/events?${new URLSearchParams(range)}`}>
                    <List aria-hidden />
                    {t("usage.singleEvents")}
                  </Link>
                </Button>
                <Button asChild>
                  <a href={`/api/usage/events.csv?${new URLSearchParams({ ...range, locale })}`} download>
                    <Download aria-hidden />
                    {t("usage.exportCsv")}
                  </a>
                </Button>
              </>
            )
          }
        />
      </div>
      <QueryView query={current} loading={<Skeleton className="h-36 rounded-lg" />}>
        {(data) => <UsageStats current={data} projected={projection.data} billingHref="/settings/billing" />}
      </QueryView>
      <Daily
        range={range}
        events={isAdmin}
        currency={current.data?.currency ?? "USD"}
        period={
          <Segmented
            label={t("usage.period")}
            value={period}
            segments={periods(t)}
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
  events,
  currency,
  period,
}: {
  range: { from: string; to: string };
  /** Whether the member may see single events. */
  events: boolean;
  currency: string;
  period: ReactNode;
}) {
  const t = useTranslations("usage");
  const [param, setParams] = useUrlParams();
  const metrics = dailyMetrics(t, currency);
  const chosen = metrics.find(({ id }) => id === param("metric")) ?? metrics[0];
  const daily = useDailyUsage(range);
  if (!chosen) return null;
  return (
    <Card>
      <CardHeader
        title={t("usage.dayByDay")}
        description={t("usage.to", {
          from: formatDate(range.from),
          to: formatDate(range.to),
          value: events ? t("usage.aBarOpensTheEventsBehindIt") : "",
        })}
        actions={period}
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <div className="min-w-0">
          <Segmented
            label={t("usage.metric")}
            value={chosen.id}
            segments={metrics.map(({ id, label }) => ({ value: id, label }))}
            onChange={(id) => setParams({ metric: id === metrics[0]?.id ? "" : id })}
          />
        </div>
        <QueryView query={daily} loading={<Skeleton className="h-52" />}>
          {({ items }) => <DailyChart days={items} metric={chosen} events={events} />}
        </QueryView>
      </CardBody>
    </Card>
  );
}

/** Whole UTC days after the one of `now`, up to and with the last one. */
function daysLeft(t: Translator<"usage">, end: string, now: Date): string {
  const days = Math.round((Date.parse(end) - Date.parse(now.toISOString().slice(0, 10))) / 86_400_000);
  return days <= 0
    ? t("usage.itsLastDay")
    : days === 1
      ? t("usage.oneMoreDay")
      : t("usage.moreDays", { days });
}
