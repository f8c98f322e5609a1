"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Callout } from "#components/ui/callout.tsx";
import { type CurrentUsageAnswer, useCurrentUsage } from "./queries.ts";

/** Above every page of the organisation while 90 % or more of something is used. Nothing else: a page does not wait for it. */
export function UsageBanner() {
  const { data } = useCurrentUsage();
  const here = usePathname();
  const worst = data && worstOf(data);
  if (!data || !worst) return null;
  const full = worst.percentage >= 100;
  return (
    <Callout
      tone={full && data.plan === "free" ? "bad" : "warn"}
      className="mb-4 print:hidden"
      title={full ? worst.full : `${Math.floor(worst.percentage)} % ${worst.share}`}
      action={
        <Link
          href={here === "/usage" ? "/settings/billing" : "/usage"}
          className="font-medium underline underline-offset-4 touch:inline-block touch:py-3"
        >
          {here === "/usage" ? "See plans" : "See usage"}
        </Link>
      }
    >
      {consequence(data.plan, worst.metric, full)}
    </Callout>
  );
}

type Metric = "files" | "storage" | "api_calls" | "archive";
const WORDS: Record<Metric, { full: string; share: string }> = {
  files: { full: "This month's files of the plan are used up", share: "of this month's files are used" },
  storage: { full: "The plan's storage is used up", share: "of the plan's storage is used" },
  api_calls: {
    full: "This month's API calls of the plan are used up",
    share: "of this month's API calls are used",
  },
  archive: { full: "The plan's archive is used up", share: "of the plan's archive is used" },
};

/** The metric that is used most, from 90 % on. */
export function worstOf({ usage }: Pick<CurrentUsageAnswer, "usage">) {
  const metrics = (["files", "storage", "api_calls", "archive"] as const).map((metric) => ({
    metric,
    ...WORDS[metric],
    percentage: usage[metric].percentage,
  }));
  return metrics.filter(({ percentage }) => percentage >= 90).sort((a, b) => b.percentage - a.percentage)[0];
}

function consequence(plan: string, metric: Metric, full: boolean): string {
  if (plan !== "free") {
    const each = { files: "file", storage: "GiB", api_calls: "1,000 calls", archive: "archived GiB" }[metric];
    const goesOn = `everything goes on${metric === "files" ? "" : ", up to the hard cap"}`;
    return `${full ? `E${goesOn.slice(1)}` : `At 100 % ${goesOn}`}. Each further ${each} is billed at the plan's price.`;
  }
  const stops = {
    files: "no further files are processed until the next month",
    storage: "no further files are taken",
    api_calls: "API calls are refused until the next month",
    archive: "no further files are archived",
  }[metric];
  return full ? `On the free plan ${stops}. A larger plan takes effect at once.` : `At 100 % ${stops}.`;
}
