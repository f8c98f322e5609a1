import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { PlanOfferAnswer } from "./queries.ts";

/** What a plan includes, and what each more costs. */
export function PlanTerms({ plan }: { plan: PlanOfferAnswer }) {
  const t = useTranslations("billing");
  return (
    <ul className="grid gap-1.5 text-ink-2 text-sm">
      {termsOf(t, plan).map((term) => (
        <li key={term} className="flex gap-2">
          <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
          {term}
        </li>
      ))}
    </ul>
  );
}

export function termsOf(t: Translator<"billing">, plan: PlanOfferAnswer): string[] {
  // The free plan's caps are what it includes: nothing beyond them can be used.
  const hasOverage = plan.api_calls_cap > plan.api_calls_limit;
  const beyond = (price: string) => (hasOverage ? t("planTerms.then", { price }) : "");
  return [
    t("planTerms.filesAMonth", {
      fileLimit: formatCount(plan.file_limit),
      value: beyond(t("planTerms.each", { extraFile: formatMoney(plan.extra_file) })),
    }),
    t("planTerms.ofStorage", {
      storageLimit: formatBytes(plan.storage_limit),
      value: beyond(t("planTerms.aGib", { price: formatMoney(plan.extra_gib) })),
    }),
    t("planTerms.ofArchive", {
      archiveLimit: formatBytes(plan.archive_limit),
      value: beyond(t("planTerms.aGib", { price: formatMoney(plan.extra_archive_gib) })),
    }),
    Number(plan.restored_gib.amount) === 0
      ? t("planTerms.restoresFromTheArchiveAtNo")
      : t("planTerms.restoresFromTheArchiveAtAGib", { restoredGib: formatMoney(plan.restored_gib) }),
    t("planTerms.apiCallsAMonth", {
      apiCallsLimit: formatCount(plan.api_calls_limit),
      value: beyond(t("planTerms.per1000", { extra1kApiCalls: formatMoney(plan.extra_1k_api_calls) })),
    }),
    plan.seat_limit === null
      ? t("planTerms.asManyMembersAsYouLike")
      : t("planTerms.members", { seatLimit: formatCount(plan.seat_limit) }),
  ];
}

/** How storage, archive and restores are counted, once for all plans. */
export function PlanNotes({ plans }: { plans: readonly PlanOfferAnswer[] }) {
  const t = useTranslations("billing");
  return (
    <ul className="grid max-w-3xl list-disc gap-1.5 pl-5 text-ink-2 text-sm">
      <li>
        {t("planTerms.storageAndArchiveAreBilledAs")}
        <sup>30</sup> {t("planTerms.bytesAFileThatIsArchivedCounts")}
      </li>
      <li>{t("planTerms.whatIsArchivedIsFreeUpToThe", { plans: priceText(t, plans) })}</li>
      <li>{t("planTerms.aRestoreMakesAFileReadableFor")}</li>
    </ul>
  );
}

/** "$0.01 a GiB", or the price of each plan where they differ. */
function priceText(t: Translator<"billing">, plans: readonly PlanOfferAnswer[]): string {
  const prices = plans.map((plan) => t("planTerms.aGib", { price: formatMoney(plan.extra_archive_gib) }));
  if (new Set(prices).size === 1) return prices[0] ?? "";
  return plans.map(({ name }, index) => `${name} ${prices[index]}`).join(", ");
}
