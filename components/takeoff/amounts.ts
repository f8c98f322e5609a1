import type { ModelColumns } from "#components/viewer/answers.ts";
import type { OrdinalsAnswer } from "./answers.ts";

/** What the estimate says of elements; by it the table is sorted here, since no column of the elements holds it. */
export const AMOUNTS = ["cost", "carbon_kg"] as const;
export type AmountKey = (typeof AMOUNTS)[number];
export type Amounts = Pick<ModelColumns, AmountKey | "currency">;
export type AmountSums = Record<AmountKey, number | null>;

export const isAmount = (key: string): key is AmountKey => AMOUNTS.some((amount) => amount === key);

export const NO_SUMS: AmountSums = { cost: null, carbon_kg: null };

/** Of some elements; null where none of them has one. */
export function sumsOf(amounts: Amounts, ordinals: Iterable<number>): AmountSums {
  const sums = { ...NO_SUMS };
  for (const ordinal of ordinals)
    for (const key of AMOUNTS) {
      const value = amounts[key][ordinal] ?? null;
      if (value !== null) sums[key] = (sums[key] ?? 0) + value;
    }
  return sums;
}

/** Each group's elements by an amount; those without one come last, equals as they stood. */
export function sortByAmount(
  order: OrdinalsAnswer,
  values: readonly (number | null)[],
  descending: boolean,
): OrdinalsAnswer {
  const sign = descending ? -1 : 1;
  const compare = (a: number, b: number) => {
    const [x, y] = [values[a] ?? null, values[b] ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  };
  return {
    groups: order.groups.map(({ key, ordinals }) => ({ key, ordinals: ordinals.toSorted(compare) })),
  };
}
