import type { UncertaintyAnswer } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";

export type Measure = "cost" | "carbon";

/** A total in words: three digits, as nothing simulated is known better than that. */
export function figureOf({ currency }: UncertaintyAnswer, of: Measure): (amount: string | number) => string {
  return (amount) =>
    of === "cost"
      ? formatMoney({ amount: String(amount), currency }, { precision: "compact" })
      : formatCarbon(Number(amount));
}

/** Its colour in both charts. */
export const COLOR: Record<Measure, string> = { cost: "var(--chart-1)", carbon: "var(--chart-2)" };
