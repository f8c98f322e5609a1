"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/data/api.ts";

/** Takes the product's sample as a file of the organisation, and goes to its page. */
export function useTakeSample(): () => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    const { file_id } = await api<{ file_id: string }>("/api/files/sample", { method: "POST" });
    for (const queryKey of [["files"], ["dashboard"], ["first-steps"]])
      void queries.invalidateQueries({ queryKey });
    router.push(`/files/${file_id}`);
  };
}
