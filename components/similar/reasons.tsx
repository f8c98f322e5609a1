import { useTranslations } from "next-intl";
import { ShareBar } from "#components/charts/inline.tsx";
import type { SimilarAnswer } from "#components/data/answers.ts";
import { formatPercent } from "#components/format/numbers.ts";
import type { Translator } from "#lib/i18n/messages.ts";

const aspects = (t: Translator<"similar">): Record<SimilarAnswer["reasons"][number]["aspect"], string> => ({
  materials: t("reasons.materials"),
  building: t("reasons.kindOfBuilding"),
  finish: t("reasons.levelOfFinish"),
  wording: t("reasons.wording"),
  scale: t("reasons.size"),
  location: t("reasons.place"),
  rates: t("reasons.hourlyRates"),
  classes: t("reasons.kindsOfElement"),
});

/** Why a result is like what was asked for: in a line, and on request each part of the score. */
export function Reasons({ reasons }: { reasons: SimilarAnswer["reasons"] }) {
  const t = useTranslations("similar");
  if (reasons.length === 0) return null;
  return (
    <div className="grid gap-1">
      <p>{reasonLine(reasons)}</p>
      <details className="text-sm">
        <summary className="w-fit cursor-pointer text-ink-2 hover:text-ink touch:py-3">
          {t("reasons.howTheScoreIsMade")}
        </summary>
        <ul className="mt-1 grid gap-1">
          {reasons.map(({ aspect, likeness, weight, text }) => (
            <li key={aspect} className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
              <span className="w-28 text-ink-2">{aspects(t)[aspect]}</span>
              <ShareBar share={likeness} />
              <span className="tabular-nums">{formatPercent(likeness)}</span>
              <span className="text-ink-3">
                {t("reasons.counts", { weight: formatPercent(weight), text })}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** "Same concrete frame, 8 % larger, same city" */
export function reasonLine(reasons: SimilarAnswer["reasons"], most = 4): string {
  const line = reasons
    .map(({ text }) => text)
    .filter((text) => text !== "")
    .slice(0, most)
    .join(", ");
  return line.charAt(0).toUpperCase() + line.slice(1);
}
