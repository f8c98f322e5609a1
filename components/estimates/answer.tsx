"use client";
import { useTranslations } from "next-intl";
import { partColor } from "#components/charts/palette.ts";
import { RangeBar } from "#components/charts/range-bar.tsx";
import { StackedBar } from "#components/charts/stacked-bar.tsx";
import type { BreakdownAnswer, EstimateDetailAnswer } from "#components/data/answers.ts";
import { locationText, priceBookText } from "#components/data/present-words.ts";
import { approximateAmount, formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { TotalLink } from "#components/takeoff/elements-link.tsx";
import { elementsAt } from "#components/takeoff/view.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { type ConfidenceFacts, carbonDigitsOf, confidenceOf, precisionOf } from "./confidence.ts";
import { ConfidenceCard } from "./confidence-card.tsx";

/** The answer in one view: what it costs and in what range, what it emits, per area, and how far that carries. */
export function Answer({
  estimate,
  breakdown,
  onMissing,
}: {
  estimate: EstimateDetailAnswer;
  /** Undefined while it is asked for. */
  breakdown: BreakdownAnswer | undefined;
  onMissing: () => void;
}) {
  const t = useTranslations("estimate");
  const facts = confidenceOf(estimate);
  const expired = estimate.lines.filter(({ factor }) => factor?.epd?.expired).length;
  return (
    <div className="grid grid-cols-1 items-stretch gap-4 lg:grid-cols-2 xl:grid-cols-[5fr_4fr_3fr]">
      <Cost estimate={estimate} breakdown={breakdown} facts={facts} />
      <Carbon estimate={estimate} breakdown={breakdown} facts={facts} />
      <ConfidenceCard estimate={estimate} facts={facts} onMissing={onMissing} />
      {expired > 0 && (
        <div className="col-span-full">
          <Callout tone="warn" title={t("carbon.expiredTitle", { count: expired })}>
            {t("carbon.expiredText")}
          </Callout>
        </div>
      )}
      {estimate.placeholder_prices && (
        <div className="col-span-full">
          <Callout tone="warn" title={t("confidence.placeholderTitle")}>
            {t("confidence.placeholderText")}
          </Callout>
        </div>
      )}
    </div>
  );
}

interface Part {
  estimate: EstimateDetailAnswer;
  breakdown: BreakdownAnswer | undefined;
  facts: ConfidenceFacts;
}

function Cost({ estimate, breakdown, facts }: Part) {
  const t = useTranslations("estimate");
  const tData = useTranslations("data");
  const units = useUnits();
  const { cost, per_m2, coverage } = estimate;
  const { currency } = cost;
  const precision = precisionOf(facts);
  const money = (amount: string) => formatMoney({ amount, currency }, { precision });
  const end = (label: string, amount: string) => ({
    label,
    value: approximateAmount({ amount, currency }),
    text: money(amount),
  });
  const likely = approximateAmount({ amount: cost.likely, currency });
  return (
    <Card>
      <CardHeader
        title={t("cost.title")}
        description={t("cost.basis", {
          prices: priceBookText(tData, estimate.price_book.version),
          location: locationText(tData, estimate),
        })}
      />
      <CardBody className="grid gap-3">
        {coverage.cost.elements.covered === 0 ? (
          <p className="text-ink-2">{t("cost.none")}</p>
        ) : (
          <>
            <Figure
              value={money(cost.likely)}
              beside={t("cost.likely")}
              of={estimate}
              perArea={
                per_m2 &&
                t("cost.perArea", {
                  amount: formatMoney(
                    { amount: units.pricePer(per_m2.cost.likely, "m2"), currency },
                    { precision },
                  ),
                  unit: units.symbol("m2"),
                })
              }
            />
            {breakdown ? (
              <RangeBar
                label={t("cost.chart")}
                parts={breakdown.build_up
                  .filter(({ amount }) => Number(amount) !== 0)
                  .map(({ part, amount }) => ({
                    id: part,
                    label: t(`parts.${part}`),
                    value: Number(amount),
                    text: money(amount),
                    detail: t("share", { share: formatPercent(Number(amount) / (likely || 1)) }),
                    color: partColor("build_up", part).css,
                  }))}
                low={end(t("cost.low"), cost.low)}
                likely={end(t("cost.likelyEnd"), cost.likely)}
                high={end(t("cost.high"), cost.high)}
                color={partColor("build_up", "total").css}
              />
            ) : (
              <Skeleton className="h-36" />
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}

const MODULES = ["a1_a3_kg", "a4_kg", "a5_kg"] as const;

function Carbon({ estimate, breakdown, facts }: Part) {
  const t = useTranslations("estimate");
  const units = useUnits();
  const { carbon, per_m2 } = estimate;
  const options = { digits: carbonDigitsOf(facts) };
  const total = carbon && carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg;
  return (
    <Card>
      <CardHeader title={t("carbon.title")} description={t("carbon.basis")} />
      <CardBody className="grid gap-3">
        {!carbon || (facts.carbonElements ?? 0) === 0 ? (
          <p className="text-ink-2">{t("carbon.none")}</p>
        ) : (
          <>
            <Figure
              value={formatCarbon(total, options)}
              beside={t("carbon.scope")}
              of={estimate}
              perArea={per_m2 && units.carbonPerArea(per_m2.a1_a5_kg, options)}
            />
            <StackedBar
              label={t("carbon.modules")}
              parts={MODULES.map((module) => ({
                id: module,
                label: t(`module.${module}`),
                value: Math.max(0, carbon[module]),
                text: formatCarbon(carbon[module], options),
                color: partColor("module", module).css,
              }))}
            />
            {per_m2 ? (
              <Bands breakdown={breakdown} />
            ) : (
              <p className="text-ink-2 text-sm">{t("carbon.noArea")}</p>
            )}
            <p className="flex flex-wrap justify-between gap-2 border-line border-t pt-2.5 text-ink-2 text-sm">
              <span>{t("carbon.biogenic")}</span>
              <span className="tabular-nums">{formatCarbon(carbon.biogenic_kg, options)}</span>
            </p>
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** The letters of the two uses that most buildings have; all of them stand in the chart below. */
function Bands({ breakdown }: { breakdown: BreakdownAnswer | undefined }) {
  const t = useTranslations("estimate");
  const uses = breakdown?.benchmark.uses.filter(({ use }) => use === "office" || use === "residential");
  if (!uses) return <Skeleton className="h-10" />;
  return (
    <ul className="grid gap-0.5 text-ink-2 text-sm">
      {uses.map(({ use, band }) => (
        <li key={use}>
          {band
            ? t("carbon.band", { band, use: t(`benchmark.inUse.${use}`) })
            : t("carbon.aboveBands", { use: t(`benchmark.inUse.${use}`) })}
        </li>
      ))}
    </ul>
  );
}

/** `of`: whose take-off it opens to. */
function Figure({
  value,
  beside,
  perArea,
  of: { file_id },
}: {
  value: string;
  beside: string;
  perArea: string | null;
  of: Pick<EstimateDetailAnswer, "file_id">;
}) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-2.5">
      <span className="font-semibold text-4xl tabular-nums tracking-tight">{value}</span>
      <span className="text-ink-2">
        <TotalLink href={elementsAt(file_id, {})}>{beside}</TotalLink>
      </span>
      {perArea && <span className="text-ink-2 text-lg tabular-nums">{perArea}</span>}
    </p>
  );
}
