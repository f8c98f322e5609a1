"use client";
import { useQuery } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { usePages } from "#components/data/queries.ts";
import type { CommentAnswer, ReviewAnswer } from "./answers.ts";

export const commentsKey = (estimateId: string) => ["estimates", estimateId, "comments"];
export const reviewKey = (estimateId: string) => ["estimates", estimateId, "review"];

export function useComments(estimateId: string) {
  return usePages<CommentAnswer>(commentsKey(estimateId), `/api/cost-estimates/${estimateId}/comments`);
}

/** Under the estimate's key: what calculates that again asks for this again. */
export function useReview(estimateId: string) {
  return useQuery({
    queryKey: reviewKey(estimateId),
    queryFn: () => api<ReviewAnswer>(`/api/cost-estimates/${estimateId}/review`),
  });
}

export interface Mentionable {
  user_id: string;
  name: string;
  email: string;
}

/** Whom a comment may mention. */
export function useMembers() {
  return useQuery({
    queryKey: ["members", "names"],
    queryFn: () => api<{ items: Mentionable[] }>("/api/members"),
  });
}
