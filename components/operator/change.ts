"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ApiError, api } from "#components/data/api.ts";

/**
 * Sends a change as an operator and asks for every list anew. Throws `ApiError` with a sentence; where the session has
 * ended, the browser goes to sign in.
 */
export function useChange(): <T>(path: string, options?: { method?: string; body?: unknown }) => Promise<T> {
  const queries = useQueryClient();
  return async <T>(path: string, options: { method?: string; body?: unknown } = {}) => {
    try {
      const answer = await api<T>(path, { method: "POST", ...options });
      await queries.invalidateQueries();
      return answer;
    } catch (error) {
      leaveIfEnded(error);
      throw error;
    }
  };
}

/** To everybody but operators their routes are not there: to a page of theirs that means its session has ended. */
export function leaveIfEnded(error: unknown): void {
  if (error instanceof ApiError && error.status === 404 && error.code === "not_found")
    location.assign("/operator/sign-in");
}
