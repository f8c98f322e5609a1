"use client";
import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import type { DistributionAnswer, PriceLevelsAnswer, SearchAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { requestOf, type SearchState } from "./search-state.ts";

/** While the index is away or catches up the answer will be another: milliseconds between two questions. */
const CATCHING_UP = 3000;

/** Under the key of the estimates, so that whatever changes one asks anew. */
export function useSimilar(state: SearchState) {
  const request = requestOf(state);
  return useQuery({
    queryKey: ["estimates", "similar", request],
    queryFn: async ({ signal }): Promise<SearchAnswer> => {
      if (!request) throw new Error("Nothing was asked");
      const { path, body } = request;
      return api<SearchAnswer>(path, { signal, ...(body === undefined ? {} : { body }) });
    },
    enabled: request !== null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data && (!data.index.available || data.index.indexed < data.index.estimates) ? CATCHING_UP : false,
  });
}

export function useDistribution(id: string | undefined) {
  return useQuery({
    queryKey: ["estimates", "distribution", id],
    queryFn: () => api<DistributionAnswer>(`/api/cost-estimates/${id}/distribution`),
    enabled: id !== undefined,
  });
}

export function usePriceLevels() {
  return useQuery({
    queryKey: ["price-levels"],
    queryFn: () => api<PriceLevelsAnswer>("/api/price-levels"),
  });
}

/** After the levels changed: every cost that was brought to today's is asked for again. */
export async function refreshLevels(queries: QueryClient, levels: PriceLevelsAnswer): Promise<void> {
  queries.setQueryData(["price-levels"], levels);
  await queries.invalidateQueries({ queryKey: ["estimates"] });
}
