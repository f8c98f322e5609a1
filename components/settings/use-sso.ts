"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SsoAnswer } from "#components/data/answers.ts";
import { ApiError, api } from "#components/data/api.ts";

export type Connection = NonNullable<SsoAnswer["connection"]>;

export const useSso = () =>
  useQuery({ queryKey: ["sso"], queryFn: () => api<SsoAnswer>("/api/settings/sso") });

/** One change of the connection at a time, and what was wrong with the last one. */
export function useSsoChange() {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Partial<Connection> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function change(values: Partial<Connection>) {
    setAsked(values);
    setProblem(null);
    try {
      const answer = await api<SsoAnswer>("/api/settings/sso", { method: "PATCH", body: values });
      queries.setQueryData(["sso"], answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    } finally {
      setAsked(null);
    }
  }
  return { asked, problem, change };
}
