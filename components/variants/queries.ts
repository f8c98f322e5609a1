"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "#components/data/api.ts";
import type { ChangeAnswer, VariantsAnswer, WhatIfAnswer } from "./answers.ts";

export const variantsKey = (estimateId: string) => ["estimates", estimateId, "variants"];

export function useVariants(estimateId: string) {
  return useQuery({
    queryKey: variantsKey(estimateId),
    queryFn: () => api<VariantsAnswer>(`/api/cost-estimates/${estimateId}/variants`),
  });
}

/** How long a person has stopped before what they set is asked for, milliseconds. */
const REST = 200;

/**
 * What changes come to, asked for when the person rests; an answer that is overtaken is aborted, and the one before
 * stays meanwhile. Without changes nothing is asked for.
 */
export function useWhatIf(estimateId: string, changes: readonly ChangeAnswer[]) {
  const wanted = JSON.stringify(changes);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), REST);
    return () => clearTimeout(timer);
  }, [wanted]);
  const query = useQuery({
    queryKey: ["estimates", estimateId, "what-if", asked],
    queryFn: ({ signal }) =>
      api<WhatIfAnswer>(`/api/cost-estimates/${estimateId}/what-if`, {
        body: { changes: JSON.parse(asked) },
        signal,
      }),
    enabled: asked !== "[]",
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isNothing = wanted === "[]";
  return {
    answer: isNothing || asked === "[]" || query.isError ? null : (query.data ?? null),
    error: isNothing ? null : query.error,
    isCalculating: !isNothing && (wanted !== asked || query.isFetching),
  };
}
