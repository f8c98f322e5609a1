"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { BreakdownAnswer, EstimateAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";

/** What an estimate consists of; asked for anew when it has been calculated again. */
export function useBreakdown({ id, updated_at }: Pick<EstimateAnswer, "id" | "updated_at">) {
  return useQuery({
    queryKey: ["estimates", id, "breakdown", updated_at],
    queryFn: () => api<BreakdownAnswer>(`/api/cost-estimates/${id}/breakdown`),
    placeholderData: keepPreviousData,
  });
}
