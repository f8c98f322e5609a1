import { CircleCheck, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Sparkline } from "#components/charts/inline.tsx";
import { type EstimateRow, EstimatesTable } from "#components/estimates/estimates-table.tsx";
import { FileTable } from "#components/files/file-table.tsx";
import type { FileRow } from "#components/files/types.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
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
  const t = useTranslations("dashboard");
  return (
    <div className="grid grid-cols-1 gap-5">
      <StatGrid>
        <Stat
          label={t("dashboard.files")}
          value={formatCount(totalFiles)}
          chart={<Sparkline values={trends.uploaded} label={t("dashboard.filesUploadedADayLast30Days")} />}
          note={t("dashboard.uploadsADayLast30Days")}
        />
        <Stat
          label={t("dashboard.processedThisMonth")}
          value={formatCount(processedThisMonth)}
          chart={<Sparkline values={trends.processed} label={t("dashboard.filesProcessedADayLast30Days")} />}
          note={t("dashboard.filesADayLast30Days")}
        />
        <Stat
          label={t("dashboard.storage")}
          value={formatBytes(storage.used)}
          chart={<Sparkline values={trends.storage} label={t("dashboard.storageUsedAtEachDaysEndLast30")} />}
          note={
            <QuotaNote
              label={t("dashboard.storageUsed")}
              quota={storage}
              text={t("dashboard.of", { limit: formatBytes(storage.limit) })}
            />
          }
        />
        <Stat
          label={t("dashboard.plan")}
          value={planName(tier)}
          chart={<Sparkline values={trends.apiCalls} label={t("dashboard.apiCallsADayLast30Days")} />}
          note={
            <QuotaNote
              label={t("dashboard.apiCallsUsed")}
              quota={apiCalls}
              text={t("dashboard.ofApiCallsThisMonth", {
                used: formatCount(apiCalls.used),
                limit: formatCount(apiCalls.limit),
              })}
            />
          }
        />
      </StatGrid>
      <Attention items={attention} />
      <Card>
        <CardHeader
          title={t("dashboard.recentFiles")}
          actions={
            <Button asChild size="sm">
              <Link href="/files">{t("dashboard.allFiles")}</Link>
            </Button>
          }
        />
        <FileTable caption={t("dashboard.recentFiles")} files={recentFiles} emptyAction={emptyAction} />
      </Card>
      {recentEstimates.length > 0 && (
        <Card>
          <CardHeader
            title={t("dashboard.recentEstimates")}
            actions={
              <Button asChild size="sm">
                <Link href="/estimates">{t("dashboard.allEstimates")}</Link>
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
  const t = useTranslations("dashboard");
  return (
    <Card>
      <CardHeader title={t("dashboard.needsYou")} />
      {items.length === 0 ? (
        <CardBody>
          <p className="flex items-center gap-2 text-ink-2">
            <CircleCheck aria-hidden className="size-4.5 text-ok" />
            {t("dashboard.nothingIsWaiting")}
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
