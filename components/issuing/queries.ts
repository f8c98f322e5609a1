"use client";
import { useQuery } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { IssuedRevisionsAnswer } from "./answers.ts";

export const revisionsKey = (estimateId: string) => ["estimates", estimateId, "issued-revisions"];
export const revisionsPath = (estimateId: string) => `/api/cost-estimates/${estimateId}/issued-revisions`;

/** Under the estimate's key: what calculates that again asks for this again. */
export function useRevisions(estimateId: string) {
  return useQuery({
    queryKey: revisionsKey(estimateId),
    queryFn: () => api<IssuedRevisionsAnswer>(revisionsPath(estimateId)),
  });
}
