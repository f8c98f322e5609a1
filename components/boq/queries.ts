"use client";
import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import { address } from "#components/data/address.ts";
import { api } from "#components/data/api.ts";
import type { BillAnswer, ComparisonAnswer, ReturnAnswer } from "./answers.ts";

/** All of an estimate's bill: also what bidders returned, which stands on it. */
export const billKey = (estimateId: string) => ["estimates", estimateId, "bill"];

/** `by`: to look at it in another classification than its own; empty: its own. */
export function useBill(estimateId: string, by: string) {
  return useQuery({
    queryKey: [...billKey(estimateId), "sections", by],
    queryFn: () => api<BillAnswer>(address(`/api/cost-estimates/${estimateId}/bill`, { classification: by })),
    placeholderData: keepPreviousData,
  });
}

export const useReturns = (estimateId: string) =>
  useQuery({
    queryKey: [...billKey(estimateId), "returns"],
    queryFn: () => api<{ items: ReturnAnswer[] }>(`/api/cost-estimates/${estimateId}/bill/returns`),
  });

export const useComparison = (estimateId: string) =>
  useQuery({
    queryKey: [...billKey(estimateId), "comparison"],
    queryFn: () => api<ComparisonAnswer>(`/api/cost-estimates/${estimateId}/bill/comparison`),
  });

/** After a change: asks again for whatever of the bill is shown. */
export const refreshBill = (queries: QueryClient, estimateId: string) =>
  queries.invalidateQueries({ queryKey: billKey(estimateId) });
