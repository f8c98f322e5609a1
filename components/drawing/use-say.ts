"use client";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";

/** Sends what a person said of a drawing, which is then processed again. */
export function useSay(fileId: string) {
  const queries = useQueryClient();
  return (body: object) =>
    submitting(async () => {
      await api(`/api/files/${fileId}/drawing/mapping`, { method: "PUT", body });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["files"] }),
        queries.invalidateQueries({ queryKey: ["drawing", fileId] }),
      ]);
    });
}
