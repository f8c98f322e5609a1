"use client";
import { useTranslations } from "next-intl";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { useIsHydrated } from "#components/ui/use-hydrated.ts";

/** From then on a price is told to be old: what two years of building prices do is more than an offer's margin. */
const OLD_MONTHS = 24;
const MONTH_MS = (365.25 / 12) * 24 * 3600 * 1000;

/** The day that a price is of, and how old that makes it. */
export function PriceAge({ day }: { day: string }) {
  const t = useTranslations("price-book");
  // The server's day may be another one: the age is the reader's.
  const isHydrated = useIsHydrated();
  const at = `${day}T12:00:00.000Z`;
  const months = Math.max(0, Math.floor((Date.now() - Date.parse(at)) / MONTH_MS));
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5 text-ink-3">
      {t.rich("priceAge.of", { day: () => <Time at={at} /> })}
      {isHydrated && months > 0 && (
        <span>
          {months < OLD_MONTHS
            ? t("priceAge.months", { months })
            : t("priceAge.years", { years: Math.floor(months / 12) })}
        </span>
      )}
      {isHydrated && months >= OLD_MONTHS && <Badge tone="warn">{t("priceAge.old")}</Badge>}
    </span>
  );
}
