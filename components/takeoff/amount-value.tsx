"use client";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, NONE } from "#components/format/numbers.ts";
import type { AmountKey, Amounts } from "./amounts.ts";

/** What an element or a group of them costs or emits; a dash where that is not known. A sum has no minor units. */
export function AmountValue({
  of,
  value,
  currency,
  sum = false,
}: {
  of: AmountKey;
  value: number | null | undefined;
  currency: Amounts["currency"];
  sum?: boolean;
}) {
  if (of === "carbon_kg") return formatCarbon(value);
  if (value === null || value === undefined || currency === null) return NONE;
  return formatMoney({ amount: value.toFixed(2), currency }, { precision: sum ? "whole" : "minor" });
}
