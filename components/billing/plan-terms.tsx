import { Check } from "lucide-react";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import type { PlanOfferAnswer } from "./queries.ts";

/** What a plan includes, and what each more costs. */
export function PlanTerms({ plan }: { plan: PlanOfferAnswer }) {
  return (
    <ul className="grid gap-1.5 text-ink-2 text-sm">
      {termsOf(plan).map((term) => (
        <li key={term} className="flex gap-2">
          <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
          {term}
        </li>
      ))}
    </ul>
  );
}

export function termsOf(plan: PlanOfferAnswer): string[] {
  // The free plan's caps are what it includes: nothing beyond them can be used.
  const hasOverage = plan.api_calls_cap > plan.api_calls_limit;
  const beyond = (price: string) => (hasOverage ? `, then ${price}` : "");
  return [
    `${formatCount(plan.file_limit)} files a month${beyond(`${formatMoney(plan.extra_file)} each`)}`,
    `${formatBytes(plan.storage_limit)} of storage${beyond(`${formatMoney(plan.extra_gib)} a GiB`)}`,
    `${formatBytes(plan.archive_limit)} of archive${beyond(`${formatMoney(plan.extra_archive_gib)} a GiB`)}`,
    Number(plan.restored_gib.amount) === 0
      ? "Restores from the archive at no charge"
      : `Restores from the archive at ${formatMoney(plan.restored_gib)} a GiB`,
    `${formatCount(plan.api_calls_limit)} API calls a month${beyond(`${formatMoney(plan.extra_1k_api_calls)} per 1,000`)}`,
    plan.seat_limit === null ? "As many members as you like" : `${formatCount(plan.seat_limit)} members`,
  ];
}

/** How storage, archive and restores are counted, once for all plans. */
export function PlanNotes({ plans }: { plans: readonly PlanOfferAnswer[] }) {
  return (
    <ul className="grid max-w-3xl list-disc gap-1.5 pl-5 text-ink-2 text-sm">
      <li>
        Storage and archive are billed as the month’s average in GiB (2<sup>30</sup> bytes). A file that is
        archived counts as archive and no longer as storage, from the moment it is moved.
      </li>
      <li>
        What is archived is free up to the plan’s limit. It stays when you change to a smaller plan, can still
        be restored, and what is beyond the smaller limit costs that plan’s price: {priceText(plans)}.
      </li>
      <li>
        A restore makes a file readable for some days. The price holds for the standard tier (hours);
        expedited (minutes) counts three times, bulk (half a day) a quarter. Files in infrequent access are
        ready at once, at no charge.
      </li>
    </ul>
  );
}

/** "$0.01 a GiB", or the price of each plan where they differ. */
function priceText(plans: readonly PlanOfferAnswer[]): string {
  const prices = plans.map((plan) => `${formatMoney(plan.extra_archive_gib)} a GiB`);
  if (new Set(prices).size === 1) return prices[0] ?? "";
  return plans.map(({ name }, index) => `${name} ${prices[index]}`).join(", ");
}
