"use client";
import { useTranslations } from "next-intl";
import { formatCarbon, formatCount } from "#components/format/numbers.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { SummaryAnswer } from "./answers.ts";
import { signedMoney } from "./money-of.ts";

/** How many came, went and changed, what it comes to, and which storeys are called otherwise. */
export function Figures({ summary }: { summary: SummaryAnswer }) {
  const t = useTranslations("revisions");
  const { counts, matched_by, cost, carbon, storeys } = summary;
  const carbonKg = carbon?.difference_kg ?? 0;
  const matched = (["global_id", "place", "likeness"] as const)
    .filter((how) => matched_by[how] > 0)
    .map((how) => t(`matched.${how}`, { shown: formatCount(matched_by[how]) }))
    .join(" · ");
  return (
    <>
      <StatGrid columns={5}>
        <Stat label={t("kind.added")} value={formatCount(counts.added)} />
        <Stat label={t("kind.removed")} value={formatCount(counts.removed)} />
        <Stat
          label={t("kind.changed")}
          value={formatCount(counts.changed)}
          note={t("figures.unchanged", { count: counts.unchanged, shown: formatCount(counts.unchanged) })}
        />
        <Stat
          label={t("figures.cost")}
          value={
            cost
              ? signedMoney(cost.difference ?? cost.due_to_model, cost.currency, "compact")
              : t("figures.none")
          }
          note={cost ? t("figures.costNote") : t("figures.noEstimate")}
        />
        <Stat
          label={t("figures.carbon")}
          value={carbon ? `${carbonKg > 0 ? "+" : ""}${formatCarbon(carbonKg)}` : t("figures.none")}
          note={carbon ? t("figures.carbonNote") : t("figures.noEstimate")}
        />
      </StatGrid>
      {matched && <p className="-mt-2 text-ink-2 text-sm">{t("figures.matched", { list: matched })}</p>}
      {storeys.length > 0 && (
        <Callout title={t("storeys.title")}>
          <ul className="grid gap-0.5">
            {storeys.slice(0, MOST_STOREYS).map(({ kind, from, to }) => (
              <li key={`${kind} ${from} ${to}`}>
                {t(`storeys.${kind}`, { from: from ?? "", to: to ?? "" })}
              </li>
            ))}
            {storeys.length > MOST_STOREYS && (
              <li>{t("storeys.more", { count: storeys.length - MOST_STOREYS })}</li>
            )}
          </ul>
        </Callout>
      )}
    </>
  );
}

const MOST_STOREYS = 12;
