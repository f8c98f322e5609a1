import type { DashboardAnswer } from "#components/data/answers.ts";

/** Invented content, only to look at the dashboard with. */
const DAYS = Array.from({ length: 28 }, (_, index) => `2026-02-${String(index + 1).padStart(2, "0")}`);

const figures = (files: number, estimates: number, cost: string) => ({
  files,
  estimates,
  cost,
  other_currency: 0,
  carbon_kg: files * 91_000,
  storage_bytes: files * 48e6,
});

const spread = (median: number, estimates: number) => ({
  cost: {
    low: (median * 0.8).toFixed(2),
    median: median.toFixed(2),
    high: (median * 1.3).toFixed(2),
    estimates,
  },
  carbon_kg: { low: median * 0.13, median: median * 0.2, high: median * 0.27, estimates },
});

export const dashboard: DashboardAnswer = {
  total_files: 1284,
  files_by_status: { completed: 1271, failed: 13 },
  files_processed: 37,
  total_estimates: 1302,
  storage_used: 42.7 * 2 ** 30,
  storage_quota: 100 * 2 ** 30,
  api_usage: 91_200,
  api_quota: 100_000,
  subscription_tier: "pro",
  quotas: [
    { metric: "files", used: 37, limit: 500, percentage: 7.4 },
    { metric: "storage", used: 42.7 * 2 ** 30, limit: 100 * 2 ** 30, percentage: 42.7 },
    { metric: "api_calls", used: 91_200, limit: 100_000, percentage: 91.2 },
    { metric: "archive", used: 0, limit: 100 * 2 ** 30, percentage: 0 },
  ],
  range: { from: "2026-02-01", to: "2026-02-28" },
  in_range: { files: 61, estimates: 64 },
  activity: DAYS.map((date, index) => ({ date, files: (index * 7) % 5, estimates: (index * 5) % 4 })),
  trends: DAYS.map((date, index) => ({
    date,
    files_uploaded: (index * 7) % 5,
    files_processed: (index * 7) % 4,
    api_calls: 3000 + ((index * 617) % 900),
    browser_calls: 900,
    estimates: (index * 5) % 4,
    storage_used: (40 + index / 10) * 2 ** 30,
    archive_used: 0,
    restored: 0,
    cost_estimated: "1240000",
    carbon_calculated: "380000",
  })),
  per_m2: {
    currency: "USD",
    step: "week",
    all: spread(1840, 55),
    items: [
      { from: "2026-02-01", to: "2026-02-01", cost: null, carbon_kg: null },
      { from: "2026-02-02", to: "2026-02-08", ...spread(1790, 14) },
      { from: "2026-02-09", to: "2026-02-15", ...spread(1960, 12) },
      { from: "2026-02-16", to: "2026-02-22", ...spread(1720, 17) },
      { from: "2026-02-23", to: "2026-02-28", ...spread(1880, 12) },
    ],
    left_out: { calculating: 0, no_floor_area: 7, other_currency: 2, unpriced: 0, no_carbon: 1 },
  },
  by_project: {
    currency: "USD",
    items: [
      { id: "1", name: "Harbour school", ...figures(31, 33, "18400000.00") },
      { id: null, name: null, ...figures(22, 23, "7100000.00") },
    ],
    others: { projects: 3, ...figures(8, 8, "2900000.00") },
    total: figures(61, 64, "28400000.00"),
  },
  latest_files: [],
  latest_estimates: [],
  needs: {
    failed: 13,
    unknown_materials: 3,
    floor_area: 9,
    reviews: 2,
    estimate_notices: 1,
    invitations: { open: 1, expired: 1 },
    invoices: { open: 2, overdue: 1 },
  },
};
