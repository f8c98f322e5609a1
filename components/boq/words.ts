import { numberLocale } from "#components/format/locale.ts";
import { formatter, NONE, unitSymbol } from "#components/format/numbers.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ClassificationName, ItemAnswer } from "./answers.ts";

/** In the order in which they are offered. */
export const CLASSIFICATION_NAMES: readonly ClassificationName[] = [
  "din_276",
  "nrm_2",
  "master_format",
  "uni_format",
];

/** Every digit of a quantity, as contracts have it. */
export function exactQuantity(quantity: string): string {
  return isDecimal(quantity)
    ? formatter(numberLocale(), { maximumFractionDigits: 6 }).format(quantity)
    : quantity;
}

export const unitOf = (t: Translator<"bill">, unit: ItemAnswer["unit"]): string =>
  unit === "sum" ? t("unit.sum") : unitSymbol(unit);

/** Money beside a currency that is said above: its figure alone. */
export function figure(amount: string | null): string {
  if (amount === null) return NONE;
  const places = (amount.split(".")[1] ?? "").length;
  return isDecimal(amount)
    ? formatter(numberLocale(), { minimumFractionDigits: places, maximumFractionDigits: places }).format(
        amount,
      )
    : amount;
}

const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);
