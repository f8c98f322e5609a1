import { z } from "zod";
import { LIMITED_METRICS } from "#db/schema/usage.ts";
import { PER_M2_GAPS } from "#lib/estimates/per-m2-gaps.ts";
import { EstimateView } from "#lib/estimates/views.ts";
import { FileView } from "#lib/files/present-file.ts";
import { UsageDay } from "#lib/usage/daily-usage.ts";

/** The middle half of some estimates: a quarter lies below `low`, a quarter above `high`. */
const spreadOf = <V extends z.ZodType>(value: V) =>
  z.object({ low: value, median: value, high: value, estimates: z.number() }).nullable();

/** Days, weeks from Monday on, or calendar months, in UTC. */
export const STEPS = ["day", "week", "month"] as const;
export type Step = (typeof STEPS)[number];

export const PerM2Trend = z.object({
  /** Of the costs: the organisation's. */
  currency: z.string(),
  step: z.enum(STEPS),
  /** Over the whole range; null: no such estimate. */
  all: z.object({ cost: spreadOf(z.string()), carbon_kg: spreadOf(z.number()) }),
  /** All steps of the range in order, the first and last one cut to it. Null: no such estimate was made in it. */
  items: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      /** Likely cost, decimal texts; `GET /api/cost-estimates?per_m2=cost` lists the estimates. */
      cost: spreadOf(z.string()),
      /** A1–A5, kg CO2e; `per_m2=carbon`. */
      carbon_kg: spreadOf(z.number()),
    }),
  ),
  /** Estimates of the range that are not in it, by reason; `GET /api/cost-estimates?left_out=…` lists them. */
  left_out: z.record(z.enum(PER_M2_GAPS), z.number()),
});

const ProjectFigures = {
  /** Made in the range. */
  files: z.number(),
  estimates: z.number(),
  /** Likely cost of the range's estimates in the organisation's currency, decimal text. */
  cost: z.string(),
  /** Of the range's estimates in another currency, which are not in `cost`. */
  other_currency: z.number(),
  /** A1–A5 of the range's estimates, kg CO2e. */
  carbon_kg: z.number(),
  /** Bytes of all its files that have arrived, whenever they were made. */
  storage_bytes: z.number(),
};

export const ByProject = z.object({
  currency: z.string(),
  /** The busiest first; `id` null is what stands in no project. */
  items: z.array(z.object({ id: z.string().nullable(), name: z.string().nullable(), ...ProjectFigures })),
  /** What the other projects come to together; null where there are none. */
  others: z.object({ projects: z.number(), ...ProjectFigures }).nullable(),
  total: z.object(ProjectFigures),
});

/** What waits for a person, now, whatever the range. Null: the caller's role does not see it, or a key is no person. */
export const Needs = z.object({
  /** Files; `GET /api/files?needs=…` lists them. */
  failed: z.number(),
  unknown_materials: z.number(),
  floor_area: z.number(),
  /** Estimates in review, for who may approve them; `GET /api/cost-estimates?review=in_review`. */
  reviews: z.number().nullable(),
  /** Unread notices about estimates: mentions, and what became of reviews; `GET /api/notifications?unread=true&topic=estimates`. */
  estimate_notices: z.number().nullable(),
  /** `GET /api/invitations` lists both kinds. */
  invitations: z.object({ open: z.number(), expired: z.number() }).nullable(),
  /** `open` ones have the overdue ones among them; `GET /api/invoices?status=…`. */
  invoices: z.object({ open: z.number(), overdue: z.number() }).nullable(),
});

export const Quota = z.object({
  metric: z.enum(LIMITED_METRICS),
  /** This month (UTC), or stored now in bytes; of the whole organisation. */
  used: z.number(),
  /** What the plan includes. */
  limit: z.number(),
  percentage: z.number(),
});

export const Dashboard = z.object({
  total_files: z.number(),
  files_by_status: z.record(z.string(), z.number()),
  /** First completions this calendar month (UTC), as the plan counts them. */
  files_processed: z.number(),
  total_estimates: z.number(),
  /** Bytes. */
  storage_used: z.number(),
  storage_quota: z.number(),
  /** Calls with an API key this calendar month (UTC). */
  api_usage: z.number(),
  api_quota: z.number(),
  subscription_tier: z.string(),
  quotas: z.array(Quota),
  /** UTC days, both included. */
  range: z.object({ from: z.string(), to: z.string() }),
  /** What was made in the range; the lists' `from` and `to` list it. */
  in_range: z.object({ files: z.number(), estimates: z.number() }),
  /** The same day by day, oldest first. */
  activity: z.array(z.object({ date: z.string(), files: z.number(), estimates: z.number() })),
  /** Usage of the whole organisation in the range, oldest first, today included; storage at the day's end. */
  trends: z.array(UsageDay),
  per_m2: PerM2Trend,
  by_project: ByProject,
  latest_files: z.array(FileView),
  latest_estimates: z.array(EstimateView),
  needs: Needs,
});
