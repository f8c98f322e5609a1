import Link from "next/link";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { formatShare } from "#components/format/percent.ts";
import { formatDate } from "#components/format/time.ts";
import { Progress } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
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
  const { files, storage, archive, restores, api_calls: calls, browser_calls: browser } = current.usage;
  const hasArchive = archive.used > 0 || restores.used > 0;
  return (
    <StatGrid columns={hasArchive ? 5 : 4}>
      <Metric
        label="Files processed"
        metric={files}
        format={formatCount}
        lines={[paceText(files, formatCount)]}
      />
      <Metric
        label="Storage"
        metric={storage}
        format={formatBytes}
        lines={[
          `${formatBytes(storage.average_gib * GIB)} on average so far; the average is billed`,
          ...capText("Uploads stop", storage, formatBytes),
        ]}
      />
      {hasArchive && (
        <Metric
          label="Archive"
          metric={archive}
          format={formatBytes}
          lines={[
            `${formatBytes(archive.average_gib * GIB)} on average so far; the average is billed`,
            ...capText("Archiving stops", archive, formatBytes),
            ...(restores.used > 0 ? [`${formatBytes(restores.used)} restored this month`] : []),
          ]}
        />
      )}
      <Metric
        label="API calls"
        metric={calls}
        format={formatCount}
        lines={[
          paceText(calls, formatCount),
          ...capText("Calls stop", calls, formatCount),
          ...(browser.used > 0 ? [`Not counted: ${formatCount(browser.used)} from browsers`] : []),
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
  return (
    <Stat
      label={label}
      value={format(used)}
      note={
        <div className="grid gap-1.5 pt-1">
          <Progress
            label={`${label}: used of the plan`}
            value={percentage / 100}
            tone={percentage >= 100 ? "bad" : percentage >= 90 ? "warn" : "brand"}
          />
          <p>
            of {format(limit)} included ({formatShare(percentage / 100)})
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
function paceText({ projected, limit }: MetricAnswer, format: Format): string {
  const beyond = projected - limit;
  return `About ${format(projected)} by the month's end${beyond > 0 ? `, ${format(beyond)} beyond the plan` : ""}`;
}

/** Where it ends, if that is not where the plan ends. */
function capText(what: string, { limit, quota }: { limit: number; quota: number }, format: Format): string[] {
  return quota === limit ? [] : [`${what} at ${format(quota)}`];
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
  const plan = PLAN_NAMES[current.plan];
  const link = billingHref && (
    <Link href={billingHref} className="underline underline-offset-4 touch:inline-block touch:py-3">
      Plans and billing
    </Link>
  );
  if (!projected) return <Stat label="Plan" value={plan} />;
  return (
    <Stat
      label="Projected invoice"
      value={formatMoney(projected.total_amount)}
      note={
        <div className="grid gap-1.5 pt-1">
          <dl className="grid gap-0.5">
            {partsOf(projected, plan).map(([name, amount]) => (
              <div key={name} className="flex justify-between gap-3">
                <dt>{name}</dt>
                <dd className="whitespace-nowrap tabular-nums">{amount}</dd>
              </div>
            ))}
          </dl>
          <p>
            For the month to {formatDate(current.current_period.end)}, if it goes on as it went so far. {link}
          </p>
        </div>
      }
    />
  );
}

/** What the projected invoice is made of; what comes to nothing is left out, but for the plan itself. */
function partsOf(projected: ProjectedInvoiceAnswer, plan: string): [name: string, amount: string][] {
  const { files, storage, api_calls: calls, archive, restores } = projected.usage_by_metric;
  const beyond = [
    ["Extra files", files],
    ["Extra storage", storage],
    ["Extra API calls", calls],
    ["Extra archive", archive],
    ["Restores", restores],
  ] as const;
  const some = (amount: string) => Number(amount) !== 0;
  return [
    [`${plan} plan`, formatMoney(projected.base_price)],
    ...beyond
      .filter(([, money]) => some(money.amount))
      .map(([name, money]): [string, string] => [name, formatMoney(money)]),
    ...(some(projected.discount.amount)
      ? [["Discounts", `−${formatMoney(projected.discount)}`] satisfies [string, string]]
      : []),
    ...(some(projected.tax_amount.amount)
      ? [["Tax", formatMoney(projected.tax_amount)] satisfies [string, string]]
      : []),
  ];
}
