import { CircleCheck, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { type EstimateRow, EstimatesTable } from "#components/estimates/estimates-table.tsx";
import { FileTable } from "#components/files/file-table.tsx";
import type { FileRow } from "#components/files/types.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Sparkline } from "#components/ui/charts.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { planName } from "#lib/billing/plan-names.ts";

export interface Quota {
  used: number;
  limit: number;
}

/** One value a day, oldest first, the last 30 days. */
export interface Trends {
  uploaded: readonly number[];
  processed: readonly number[];
  storage: readonly number[];
  apiCalls: readonly number[];
}

export interface DashboardProps {
  totalFiles: number;
  /** First completions this calendar month. */
  processedThisMonth: number;
  trends: Trends;
  storage: Quota;
  apiCalls: Quota;
  tier: string;
  /** What waits for a person, each leading to where it is done. */
  attention: readonly { id: string; icon: LucideIcon; title: string; text: string; href: string }[];
  recentFiles: readonly FileRow[];
  recentEstimates: readonly EstimateRow[];
  /** For an organisation without files, e.g. an upload button. */
  emptyAction?: ReactNode;
}

export function Dashboard({
  totalFiles,
  processedThisMonth,
  trends,
  storage,
  apiCalls,
  tier,
  attention,
  recentFiles,
  recentEstimates,
  emptyAction,
}: DashboardProps) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <StatGrid>
        <Stat
          label="Files"
          value={formatCount(totalFiles)}
          chart={<Sparkline values={trends.uploaded} label="Files uploaded a day, last 30 days" />}
          note="Uploads a day, last 30 days"
        />
        <Stat
          label="Processed this month"
          value={formatCount(processedThisMonth)}
          chart={<Sparkline values={trends.processed} label="Files processed a day, last 30 days" />}
          note="Files a day, last 30 days"
        />
        <Stat
          label="Storage"
          value={formatBytes(storage.used)}
          chart={<Sparkline values={trends.storage} label="Storage used at each day's end, last 30 days" />}
          note={<QuotaNote label="Storage used" quota={storage} text={`of ${formatBytes(storage.limit)}`} />}
        />
        <Stat
          label="Plan"
          value={planName(tier)}
          chart={<Sparkline values={trends.apiCalls} label="API calls a day, last 30 days" />}
          note={
            <QuotaNote
              label="API calls used"
              quota={apiCalls}
              text={`${formatCount(apiCalls.used)} of ${formatCount(apiCalls.limit)} API calls this month`}
            />
          }
        />
      </StatGrid>
      <Attention items={attention} />
      <Card>
        <CardHeader
          title="Recent files"
          actions={
            <Button asChild size="sm">
              <Link href="/files">All files</Link>
            </Button>
          }
        />
        <FileTable caption="Recent files" files={recentFiles} emptyAction={emptyAction} />
      </Card>
      {recentEstimates.length > 0 && (
        <Card>
          <CardHeader
            title="Recent estimates"
            actions={
              <Button asChild size="sm">
                <Link href="/estimates">All estimates</Link>
              </Button>
            }
          />
          <EstimatesTable estimates={recentEstimates} />
        </Card>
      )}
    </div>
  );
}

function QuotaNote({ label, quota, text }: { label: string; quota: Quota; text: string }) {
  const share = quota.limit > 0 ? quota.used / quota.limit : 0;
  return (
    <div className="grid gap-1.5 pt-1">
      <Progress label={label} value={share} tone={share >= 1 ? "bad" : share >= 0.8 ? "warn" : "brand"} />
      <p>{text}</p>
    </div>
  );
}

function Attention({ items }: { items: DashboardProps["attention"] }) {
  return (
    <Card>
      <CardHeader title="Needs you" />
      {items.length === 0 ? (
        <CardBody>
          <p className="flex items-center gap-2 text-ink-2">
            <CircleCheck aria-hidden className="size-4.5 text-ok" />
            Nothing is waiting.
          </p>
        </CardBody>
      ) : (
        <ul className="border-line border-t">
          {items.map(({ id, icon: Icon, title, text, href }) => (
            <li key={id} className="border-line border-b last:border-b-0">
              <Link
                href={href}
                className="flex items-start gap-3 px-4 py-3 hover:bg-subtle focus-visible:outline-offset-[-2px]"
              >
                <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
                <span className="grid">
                  <span className="font-medium">{title}</span>
                  <span className="text-ink-2 text-sm">{text}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
