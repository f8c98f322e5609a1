import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Sparkline } from "#components/charts/inline.tsx";
import type { DashboardAnswer } from "#components/data/answers.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Progress } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { planName } from "#lib/billing/plan-names.ts";
import type { Links } from "./links.ts";

/** What was made in the days, and how far the plan is used; each figure opens what it counts. */
export function Figures({ data, links }: { data: DashboardAnswer; links: Links }) {
  const t = useTranslations("dashboard");
  const all = (href: string, count: number) =>
    t.rich("figures.inAll", {
      count: formatCount(count),
      link: (chunks) => <CountLink href={href}>{chunks}</CountLink>,
    });
  const quota = (metric: DashboardAnswer["quotas"][number]["metric"], format: (value: number) => string) => {
    const found = data.quotas.find((one) => one.metric === metric);
    if (!found) return null;
    const label = t(`figures.${metric}`);
    const limit = format(found.limit);
    return (
      <Stat
        label={label}
        value={<CountLink href={`/usage?metric=${metric}`}>{format(found.used)}</CountLink>}
        note={
          <div className="grid gap-1.5 pt-1">
            <Progress label={label} value={found.percentage / 100} tone={toneOf(found.percentage)} />
            <p>{t("figures.ofThePlan", { limit, plan: planName(data.subscription_tier) })}</p>
          </div>
        }
      />
    );
  };
  return (
    <StatGrid columns={5}>
      <Stat
        label={t("figures.filesMade")}
        value={<CountLink href={links.filesMade()}>{formatCount(data.in_range.files)}</CountLink>}
        chart={
          <Sparkline values={data.activity.map((day) => day.files)} label={t("figures.filesDayByDay")} />
        }
        note={all(links.files(), data.total_files)}
      />
      <Stat
        label={t("figures.estimatesMade")}
        value={<CountLink href={links.estimatesMade()}>{formatCount(data.in_range.estimates)}</CountLink>}
        chart={
          <Sparkline
            values={data.activity.map((day) => day.estimates)}
            label={t("figures.estimatesDayByDay")}
          />
        }
        note={all(links.estimates(), data.total_estimates)}
      />
      {quota("files", formatCount)}
      {quota("storage", formatBytes)}
      {quota("api_calls", formatCount)}
    </StatGrid>
  );
}

const toneOf = (percentage: number) => (percentage >= 100 ? "bad" : percentage >= 80 ? "warn" : "brand");

/** A number that opens its list. */
export function CountLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="underline decoration-ink-3/60 decoration-1 underline-offset-4 hover:text-brand-text hover:decoration-current"
    >
      {children}
    </Link>
  );
}
