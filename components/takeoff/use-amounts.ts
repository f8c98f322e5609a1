"use client";
import { useMemo } from "react";
import { useModelColumns } from "#components/viewer/use-model.ts";
import { type AmountSums, type Amounts, isAmount, sortByAmount, sumsOf } from "./amounts.ts";
import type { OrdinalsAnswer } from "./answers.ts";
import type { Source } from "./queries.ts";
import type { View } from "./view.ts";

/** What the estimate says of the file's elements. */
export interface KnownAmounts {
  /** Undefined while it is not known. */
  amounts: Amounts | undefined;
  /** Why it is not. */
  error: Error | null;
  retry: () => void;
}

export function useAmounts({ fileId, stage }: Source): KnownAmounts {
  const { data, error, refetch } = useModelColumns(fileId, stage);
  return {
    amounts: data?.currency ? data : undefined,
    error: data ? null : error,
    retry: () => void refetch(),
  };
}

export interface Amounted {
  /** In the order of the view, also where that is by an amount. */
  order: OrdinalsAnswer | undefined;
  /** By the groups' keys. */
  sums: ReadonlyMap<string | null, AmountSums>;
  total: AmountSums | undefined;
}

/** The rows' order with what they cost and emit. */
export function useAmounted(
  order: OrdinalsAnswer | undefined,
  view: View,
  amounts: Amounts | undefined,
): Amounted {
  const sums = useMemo(
    () =>
      new Map(
        amounts && order ? order.groups.map(({ key, ordinals }) => [key, sumsOf(amounts, ordinals)]) : [],
      ),
    [order, amounts],
  );
  const total = useMemo(
    () =>
      amounts && order
        ? sumsOf(
            amounts,
            order.groups.flatMap(({ ordinals }) => ordinals),
          )
        : undefined,
    [order, amounts],
  );
  const { sort, descending } = view;
  const sorted = useMemo(
    () => (order && amounts && isAmount(sort) ? sortByAmount(order, amounts[sort], descending) : order),
    [order, amounts, sort, descending],
  );
  return useMemo(() => ({ order: sorted, sums, total }), [sorted, sums, total]);
}
