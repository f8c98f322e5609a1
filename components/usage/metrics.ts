import { approximateAmount } from "#components/format/money.ts";
import { formatBytes, formatCarbon, formatCount } from "#components/format/numbers.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { UsageDay } from "./queries.ts";

export type MetricId =
  | "files"
  | "storage"
  | "archive"
  | "restores"
  | "api_calls"
  | "browser_calls"
  | "uploads"
  | "cost"
  | "carbon";

export interface DailyMetric {
  id: MetricId;
  label: string;
  /** In words, for the chart's name. */
  title: string;
  value: (day: UsageDay) => number;
  /** Of several days: the last one's instead of their sum. */
  isLevel?: true;
  /** Kind of the events behind it, where there are some. */
  events?: string;
  /** Of what the axis counts in: powers of 1024 for bytes. */
  binary?: true;
  format: (value: number) => string;
}

/** What the daily chart can show. `currency` is of the estimates' cost. */
export function dailyMetrics(t: Translator<"usage">, currency: string): readonly DailyMetric[] {
  return [
    {
      id: "files",
      label: t("metrics.processed"),
      title: t("metrics.filesProcessed"),
      value: (d) => d.files_processed,
      events: "file_processed",
      format: formatCount,
    },
    {
      id: "uploads",
      label: t("metrics.uploads"),
      title: t("metrics.filesUploaded"),
      value: (d) => d.files_uploaded,
      events: "file_uploaded",
      format: formatCount,
    },
    {
      id: "storage",
      label: t("metrics.storage"),
      title: t("metrics.storageAtTheDaysEnd"),
      value: (d) => d.storage_used,
      isLevel: true,
      binary: true,
      events: "storage_delta",
      format: formatBytes,
    },
    {
      id: "archive",
      label: t("metrics.archive"),
      title: t("metrics.archiveAtTheDaysEnd"),
      value: (d) => d.archive_used,
      isLevel: true,
      binary: true,
      events: "archive_delta",
      format: formatBytes,
    },
    {
      id: "restores",
      label: t("metrics.restores"),
      title: t("metrics.restoredFromTheArchive"),
      value: (d) => d.restored,
      binary: true,
      events: "restore",
      format: formatBytes,
    },
    {
      id: "api_calls",
      label: t("metrics.apiCalls"),
      title: t("metrics.callsWithAnApiKey"),
      value: (d) => d.api_calls,
      events: "api_call",
      format: formatCount,
    },
    {
      id: "browser_calls",
      label: t("metrics.browserCalls"),
      title: t("metrics.callsOfPeopleSignedIn"),
      value: (d) => d.browser_calls,
      events: "browser_call",
      format: formatCount,
    },
    {
      id: "cost",
      label: t("metrics.cost"),
      title: t("metrics.costOfTheDaysEstimates", { currency }),
      events: "estimate",
      value: (d) => approximateAmount({ amount: d.cost_estimated, currency }),
      format: (value) => `${currency} ${formatCount(value)}`,
    },
    {
      id: "carbon",
      label: t("metrics.carbon"),
      title: t("metrics.embodiedCarbonOfTheDays"),
      events: "estimate",
      value: (d) => Number(d.carbon_calculated),
      format: formatCarbon,
    },
  ];
}

export type PeriodId = "month" | "30" | "90" | "365";

export const periods = (t: Translator<"usage">): readonly { value: PeriodId; label: string }[] => [
  { value: "month", label: t("metrics.thisMonth") },
  { value: "30", label: t("metrics.n30Days") },
  { value: "90", label: t("metrics.n90Days") },
  { value: "365", label: t("metrics.n12Months") },
];

/** The UTC days of a period that ends today. */
export function rangeOf(period: PeriodId, now: Date): { from: string; to: string } {
  const to = now.toISOString().slice(0, 10);
  if (period === "month") return { from: `${to.slice(0, 7)}-01`, to };
  const from = new Date(now.getTime() - (Number(period) - 1) * 86_400_000);
  return { from: from.toISOString().slice(0, 10), to };
}

export const kindLabels = (t: Translator<"usage">): Record<string, string> => ({
  file_uploaded: t("metrics.fileUploaded"),
  file_processed: t("metrics.fileProcessed"),
  api_call: t("metrics.apiCalls"),
  browser_call: t("metrics.browserCalls"),
  storage_delta: t("metrics.storage"),
  archive_delta: t("metrics.archive"),
  restore: t("metrics.restore"),
  estimate: t("metrics.estimate"),
});

/** The quantity of an event as people read it: bytes with a sign for storage and archive. */
export function formatEventQuantity(kind: string, quantity: string): string {
  const value = Number(quantity);
  if (kind === "restore") return formatBytes(value);
  if (kind !== "storage_delta" && kind !== "archive_delta") return formatCount(value);
  return `${value > 0 ? "+" : ""}${formatBytes(value)}`;
}
