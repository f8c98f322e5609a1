import { approximateAmount } from "#components/format/money.ts";
import { formatBytes, formatCarbon, formatCount } from "#components/format/numbers.ts";
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
export function dailyMetrics(currency: string): readonly DailyMetric[] {
  return [
    {
      id: "files",
      label: "Processed",
      title: "Files processed",
      value: (d) => d.files_processed,
      events: "file_processed",
      format: formatCount,
    },
    {
      id: "uploads",
      label: "Uploads",
      title: "Files uploaded",
      value: (d) => d.files_uploaded,
      events: "file_uploaded",
      format: formatCount,
    },
    {
      id: "storage",
      label: "Storage",
      title: "Storage at the day's end",
      value: (d) => d.storage_used,
      isLevel: true,
      binary: true,
      events: "storage_delta",
      format: formatBytes,
    },
    {
      id: "archive",
      label: "Archive",
      title: "Archive at the day's end",
      value: (d) => d.archive_used,
      isLevel: true,
      binary: true,
      events: "archive_delta",
      format: formatBytes,
    },
    {
      id: "restores",
      label: "Restores",
      title: "Restored from the archive",
      value: (d) => d.restored,
      binary: true,
      events: "restore",
      format: formatBytes,
    },
    {
      id: "api_calls",
      label: "API calls",
      title: "Calls with an API key",
      value: (d) => d.api_calls,
      events: "api_call",
      format: formatCount,
    },
    {
      id: "browser_calls",
      label: "Browser calls",
      title: "Calls of people signed in",
      value: (d) => d.browser_calls,
      events: "browser_call",
      format: formatCount,
    },
    {
      id: "cost",
      label: "Cost",
      title: `Cost of the day's estimates, ${currency}`,
      events: "estimate",
      value: (d) => approximateAmount({ amount: d.cost_estimated, currency }),
      format: (value) => `${currency} ${formatCount(value)}`,
    },
    {
      id: "carbon",
      label: "Carbon",
      title: "Embodied carbon of the day's estimates",
      events: "estimate",
      value: (d) => Number(d.carbon_calculated),
      format: formatCarbon,
    },
  ];
}

export type PeriodId = "month" | "30" | "90" | "365";

export const PERIODS: readonly { value: PeriodId; label: string }[] = [
  { value: "month", label: "This month" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "12 months" },
];

/** The UTC days of a period that ends today. */
export function rangeOf(period: PeriodId, now: Date): { from: string; to: string } {
  const to = now.toISOString().slice(0, 10);
  if (period === "month") return { from: `${to.slice(0, 7)}-01`, to };
  const from = new Date(now.getTime() - (Number(period) - 1) * 86_400_000);
  return { from: from.toISOString().slice(0, 10), to };
}

export const KIND_LABELS: Record<string, string> = {
  file_uploaded: "File uploaded",
  file_processed: "File processed",
  api_call: "API calls",
  browser_call: "Browser calls",
  storage_delta: "Storage",
  archive_delta: "Archive",
  restore: "Restore",
  estimate: "Estimate",
};

/** The quantity of an event as people read it: bytes with a sign for storage and archive. */
export function formatEventQuantity(kind: string, quantity: string): string {
  const value = Number(quantity);
  if (kind === "restore") return formatBytes(value);
  if (kind !== "storage_delta" && kind !== "archive_delta") return formatCount(value);
  return `${value > 0 ? "+" : ""}${formatBytes(value)}`;
}
