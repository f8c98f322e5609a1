import Link from "next/link";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Progress } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { CurrentUsageAnswer, ProjectedInvoiceAnswer } from "./queries.ts";

const GIB = 2 ** 30;

/** The month so far against what the plan includes, and where it leads. */
export function UsageStats({
  current,
  projected,
}: {
  current: CurrentUsageAnswer;
  /** Undefined for those who see no invoices, and while it is calculated. */
  projected: ProjectedInvoiceAnswer | undefined;
}) {
  const { files, storage, api_calls: calls, browser_calls: browser } = current.usage;
  return (
    <StatGrid>
      <Stat
        label="Files processed"
        value={formatCount(files.used)}
        note={
          <Against
            label="Files of the plan used"
            percentage={files.percentage}
            lines={[
              `of ${formatCount(files.limit)} included`,
              `${formatCount(files.projected)} by the month's end`,
            ]}
          />
        }
      />
      <Stat
        label="Storage"
        value={formatBytes(storage.used)}
        note={
          <Against
            label="Storage of the plan used"
            percentage={storage.percentage}
            lines={[
              included(storage, formatBytes),
              `${formatBytes(storage.average_gib * GIB)} on average this month`,
            ]}
          />
        }
      />
      <Stat
        label="API calls"
        value={formatCount(calls.used)}
        note={
          <Against
            label="API calls of the plan used"
            percentage={calls.percentage}
            lines={[
              included(calls, formatCount),
              `${formatCount(calls.projected)} by the month's end; ${formatCount(browser.used)} browser calls are free`,
            ]}
          />
        }
      />
      <ProjectedStat plan={current.plan} projected={projected} />
    </StatGrid>
  );
}

/** What the plan includes, and the cap where it lies beyond. */
function included({ limit, quota }: { limit: number; quota: number }, format: (n: number) => string): string {
  return `of ${format(limit)} included${quota === limit ? "" : `, ${format(quota)} at most`}`;
}

function ProjectedStat({ plan, projected }: { plan: string; projected: ProjectedInvoiceAnswer | undefined }) {
  if (!projected) return <Stat label="Plan" value={<span className="capitalize">{plan}</span>} />;
  return (
    <Stat
      label="Projected invoice"
      value={formatMoney(projected.total_amount)}
      note={
        <div className="grid gap-1 pt-1">
          <p>
            {formatMoney(projected.base_price)} base and {formatMoney(projected.usage_charges)} usage, with
            discounts and tax
          </p>
          <p>
            <span className="capitalize">{plan}</span> plan.{" "}
            <Link
              href="/settings/billing"
              className="underline underline-offset-4 touch:inline-block touch:py-3"
            >
              Plans and billing
            </Link>
          </p>
        </div>
      }
    />
  );
}

function Against({
  label,
  percentage,
  lines,
}: {
  label: string;
  percentage: number;
  lines: readonly string[];
}) {
  return (
    <div className="grid gap-1.5 pt-1">
      <Progress
        label={label}
        value={percentage / 100}
        tone={percentage >= 100 ? "bad" : percentage >= 90 ? "warn" : "brand"}
      />
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
