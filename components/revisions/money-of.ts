import { formatMoney } from "#components/format/money.ts";
import { NONE } from "#components/format/numbers.ts";
import { exactDifference } from "#components/variants/exact-difference.ts";
import type { ChangeAnswer } from "./answers.ts";

/** What an element costs more, or less, at the newer estimate's terms on both sides. */
export function moneyOf({ cost, base_cost_at_terms }: ChangeAnswer, currency: string | null): string {
  if (currency === null || (cost === null && base_cost_at_terms === null)) return NONE;
  return signedMoney(exactDifference(cost ?? "0", base_cost_at_terms ?? "0"), currency);
}

/** With its sign, also where it is more. */
export function signedMoney(
  amount: string,
  currency: string,
  precision: "exact" | "whole" | "compact" = "exact",
): string {
  return `${Number(amount) > 0 ? "+" : ""}${formatMoney({ amount, currency }, { precision })}`;
}
