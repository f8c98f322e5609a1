"use client";
import { useTranslations } from "next-intl";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import type { ColourMode, LegendEntry } from "./colouring.ts";

export type EntryWords = (entry: LegendEntry) => string;

/** What a line of the legend is called. */
export function useEntryWords(mode: ColourMode, currency: string | null): EntryWords {
  const t = useTranslations("viewer");
  return ({ what }) => {
    switch (what.kind) {
      case "named":
        return what.name || t("legend.unnamed");
      case "range": {
        const [from, to] = [amount(what.from, mode, currency), amount(what.to, mode, currency)];
        return from === to ? from : t("legend.range", { from, to });
      }
      case "confirmed":
      case "doubtful":
        return t(`legend.${what.kind}`);
      case "none":
        return t(`legend.without.${mode}`);
    }
  };
}

/** A cost in the estimate's currency or a mass of carbon, as short as a legend needs it. */
export function amount(value: number, mode: ColourMode, currency: string | null): string {
  if (mode === "carbon") return formatCarbon(value);
  return formatMoney(currency === null ? null : { amount: value.toFixed(2), currency }, {
    precision: "compact",
  });
}
