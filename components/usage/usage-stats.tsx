import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { formatShare } from "#components/format/percent.ts";
import { formatDate } from "#components/format/time.ts";
import { Progress } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { CurrentUsageAnswer, ProjectedInvoiceAnswer } from "./queries.ts";

const GIB = 2 ** 30;

/** The month so far against what the plan includes, and where it leads. */
export function UsageStats({
  current,
  projected,
  billingHref,
}: {
  current: CurrentUsageAnswer;
  /** Undefined for those who see no invoices, and while it is calculated. */
  projected: ProjectedInvoiceAnswer | undefined;
  /** Where the plan is changed; left out where that is on the same page. */
  billingHref?: string;
}) {
  const t = useTranslations("usage");
  const { files, storage, archive, restores, api_calls: calls, browser_calls: browser } = current.usage;
  const hasArchive = archive.used > 0 || restores.used > 0;
  return (
    <StatGrid columns={hasArchive ? 5 : 4}>
      <Metric
        label={t("usageStats.filesProcessed")}
        metric={files}
        format={formatCount}
        lines={[paceText(t, files, formatCount)]}
      />
      <Metric
        label={t("usageStats.storage")}
        metric={storage}
        format={formatBytes}
        lines={[
          t("usageStats.onAverageSoFarTheAverageIs", { averageGib: formatBytes(storage.average_gib * GIB) }),
          ...capText(t, t("usageStats.uploadsStop"), storage, formatBytes),
        ]}
      />
      {hasArchive && (
        <Metric
          label={t("usageStats.archive")}
          metric={archive}
          format={formatBytes}
          lines={[
            t("usageStats.onAverageSoFarTheAverageIs", {
              averageGib: formatBytes(archive.average_gib * GIB),
            }),
            ...capText(t, t("usageStats.archivingStops"), archive, formatBytes),
            ...(restores.used > 0
              ? [t("usageStats.restoredThisMonth", { used: formatBytes(restores.used) })]
              : []),
          ]}
        />
      )}
      <Metric
        label={t("usageStats.apiCalls")}
        metric={calls}
        format={formatCount}
        lines={[
          paceText(t, calls, formatCount),
          ...capText(t, t("usageStats.callsStop"), calls, formatCount),
          ...(browser.used > 0
            ? [t("usageStats.notCountedFromBrowsers", { used: formatCount(browser.used) })]
            : []),
        ]}
      />
      <Projection current={current} projected={projected} billingHref={billingHref} />
    </StatGrid>
  );
}

type MetricAnswer = Pick<CurrentUsageAnswer["usage"]["files"], "used" | "limit" | "percentage" | "projected">;
type Format = (value: number) => string;

function Metric({
  label,
  metric: { used, limit, percentage },
  format,
  lines,
}: {
  label: string;
  metric: MetricAnswer;
  format: Format;
  lines: readonly string[];
}) {
  const t = useTranslations("usage");
  return (
    <Stat
      label={label}
      value={format(used)}
      note={
        <div className="grid gap-1.5 pt-1">
          <Progress
            label={t("usageStats.usedOfThePlan", { label })}
            value={percentage / 100}
            tone={percentage >= 100 ? "bad" : percentage >= 90 ? "warn" : "brand"}
          />
          <p>
            {t("usageStats.ofIncluded", { limit: format(limit), percentage: formatShare(percentage / 100) })}
          </p>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      }
    />
  );
}

/** Where the month leads at the pace so far, and how much of that is beyond the plan. */
function paceText(t: Translator<"usage">, { projected, limit }: MetricAnswer, format: Format): string {
  const beyond = projected - limit;
  return t("usageStats.aboutByTheMonthsEnd", {
    projected: format(projected),
    value: beyond > 0 ? t("usageStats.beyondThePlan", { beyond: format(beyond) }) : "",
  });
}

/** Where it ends, if that is not where the plan ends. */
function capText(
  t: Translator<"usage">,
  what: string,
  { limit, quota }: { limit: number; quota: number },
  format: Format,
): string[] {
  return quota === limit ? [] : [t("usageStats.at", { what, quota: format(quota) })];
}

function Projection({
  current,
  projected,
  billingHref,
}: {
  current: CurrentUsageAnswer;
  projected: ProjectedInvoiceAnswer | undefined;
  billingHref: string | undefined;
}) {
  const t = useTranslations("usage");
  const plan = PLAN_NAMES[current.plan];
  const link = billingHref && (
    <Link href={billingHref} className="underline underline-offset-4 touch:inline-block touch:py-3">
      {t("usageStats.plansAndBilling")}
    </Link>
  );
  if (!projected) return <Stat label={t("usageStats.plan")} value={plan} />;
  return (
    <Stat
      label={t("usageStats.projectedInvoice")}
      value={formatMoney(projected.total_amount)}
      note={
        <div className="grid gap-1.5 pt-1">
          <dl className="grid gap-0.5">
            {partsOf(t, projected, plan).map(([name, amount]) => (
              <div key={name} className="flex justify-between gap-3">
                <dt>{name}</dt>
                <dd className="whitespace-nowrap tabular-nums">{amount}</dd>
              </div>
            ))}
          </dl>
          <p>
            {t.rich("usageStats.forTheMonthToIfItGoesOnAsIt", {
              end: formatDate(current.current_period.end),
              link: () => link,
            })}
          </p>
        </div>
      }
    />
  );
}

/** What the projected invoice is made of; what comes to nothing is left out, but for the plan itself. */
function partsOf(
  t: Translator<"usage">,
  projected: ProjectedInvoiceAnswer,
  plan: string,
): [name: string, amount: string][] {
  const { files, storage, api_calls: calls, archive, restores } = projected.usage_by_metric;
  const beyond = [
    [t("usageStats.extraFiles"), files],
    [t("usageStats.extraStorage"), storage],
    [t("usageStats.extraApiCalls"), calls],
    [t("usageStats.extraArchive"), archive],
    [t("usageStats.restores"), restores],
  ] as const;
  const some = (amount: string) => Number(amount) !== 0;
  return [
    [t("usageStats.plan2", { plan }), formatMoney(projected.base_price)],
    ...beyond
      .filter(([, money]) => some(money.amount))
      .map(([name, money]): [string, string] => [name, formatMoney(money)]),
    ...(some(projected.discount.amount)
      ? [[t("usageStats.discounts"), `−${formatMoney(projected.discount)}`] satisfies [string, string]]
      : []),
    ...(some(projected.tax_amount.amount)
      ? [[t("usageStats.tax"), formatMoney(projected.tax_amount)] satisfies [string, string]]
      : []),
  ];
}
