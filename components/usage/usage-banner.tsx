"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { formatPercent } from "#components/format/numbers.ts";
import { Callout } from "#components/ui/callout.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { type CurrentUsageAnswer, useCurrentUsage } from "./queries.ts";

/** Above every page of the organisation while 90 % or more of something is used. Nothing else: a page does not wait for it. */
export function UsageBanner() {
  const t = useTranslations("usage");
  const { data } = useCurrentUsage();
  const here = usePathname();
  const worst = data && worstOf(t, data);
  if (!data || !worst) return null;
  const full = worst.percentage >= 100;
  return (
    <Callout
      tone={full && data.plan === "free" ? "bad" : "warn"}
      className="mb-4 print:hidden"
      title={full ? worst.full : `${formatPercent(Math.floor(worst.percentage) / 100)} ${worst.share}`}
      action={
        <Link
          href={here === "/usage" ? "/settings/billing" : "/usage"}
          className="font-medium underline underline-offset-4 touch:inline-block touch:py-3"
        >
          {here === "/usage" ? t("usageBanner.seePlans") : t("usageBanner.seeUsage")}
        </Link>
      }
    >
      {consequence(t, data.plan, worst.metric, full)}
    </Callout>
  );
}

type Metric = "files" | "storage" | "api_calls" | "archive";
const words = (t: Translator<"usage">): Record<Metric, { full: string; share: string }> => ({
  files: {
    full: t("usageBanner.thisMonthsFilesOfThePlanAre"),
    share: t("usageBanner.ofThisMonthsFilesAreUsed"),
  },
  storage: {
    full: t("usageBanner.thePlansStorageIsUsedUp"),
    share: t("usageBanner.ofThePlansStorageIsUsed"),
  },
  api_calls: {
    full: t("usageBanner.thisMonthsApiCallsOfThePlanAre"),
    share: t("usageBanner.ofThisMonthsApiCallsAreUsed"),
  },
  archive: {
    full: t("usageBanner.thePlansArchiveIsUsedUp"),
    share: t("usageBanner.ofThePlansArchiveIsUsed"),
  },
});

/** The metric that is used most, from 90 % on. */
export function worstOf(t: Translator<"usage">, { usage }: Pick<CurrentUsageAnswer, "usage">) {
  const metrics = (["files", "storage", "api_calls", "archive"] as const).map((metric) => ({
    metric,
    ...words(t)[metric],
    percentage: usage[metric].percentage,
  }));
  return metrics.filter(({ percentage }) => percentage >= 90).sort((a, b) => b.percentage - a.percentage)[0];
}

function consequence(t: Translator<"usage">, plan: string, metric: Metric, full: boolean): string {
  if (plan !== "free") {
    const each = {
      files: t("usageBanner.file"),
      storage: "GiB",
      api_calls: t("usageBanner.thousandCalls"),
      archive: t("usageBanner.archivedGib"),
    }[metric];
    const cap = metric === "files" ? "" : t("usageBanner.upToTheHardCap");
    const goesOn = full
      ? t("usageBanner.everythingGoesOn", { cap })
      : t("usageBanner.everythingWillGoOn", { cap });
    return t("usageBanner.eachFurtherIsBilledAtThePlans", { goesOn, each });
  }
  const stops = {
    files: t("usageBanner.noFurtherFilesAreProcessed"),
    storage: t("usageBanner.noFurtherFilesAreTaken"),
    api_calls: t("usageBanner.apiCallsAreRefusedUntilTheNext"),
    archive: t("usageBanner.noFurtherFilesAreArchived"),
  }[metric];
  return full
    ? t("usageBanner.onTheFreePlanALargerPlanTakes", { stops })
    : t("usageBanner.at100Percent", { stops });
}
