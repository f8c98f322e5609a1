import type { PriceLevelsAnswer } from "#components/data/answers.ts";
import type { Translator } from "#lib/i18n/messages.ts";

/** What `PUT /api/price-levels` takes: all that is the organisation's own. */
export interface OwnLevels {
  index_values: { series: string; period: string; value: string; source: string }[];
  exchange_rates: PriceLevelsAnswer["exchange_rates"];
}

/** The organisation's own part of what is shown. */
export function ownLevels({ series, exchange_rates }: PriceLevelsAnswer): OwnLevels {
  return {
    index_values: series
      .filter(({ own }) => own)
      .flatMap(({ series: name, values }) => values.map((value) => ({ series: name, ...value }))),
    exchange_rates,
  };
}

/** "2024-Q3 118.5", one a line, as the API takes them; else a sentence about the line at fault. */
export function valuesFrom(
  t: Translator<"price-book">,
  text: string,
): { value: { period: string; value: string }[] } | { error: string } {
  const value: { period: string; value: string }[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const [, period, figure] = /^(\d{4}(?:-Q[1-4])?)[\s:;,=]+(\d{1,9}(?:\.\d{1,8})?)$/.exec(line) ?? [];
    if (!period || !figure || !(Number(figure) > 0))
      return {
        error: t("levelsWords.isNotAPeriodWithItsValueWrite", { line }),
      };
    if (value.some((other) => other.period === period))
      return { error: t("levelsWords.isThereTwiceKeepOneOfTheTwo", { period }) };
    value.push({ period, value: figure });
  }
  return value.length > 0 ? { value } : { error: t("levelsWords.giveAtLeastOnePeriodWithIts") };
}
