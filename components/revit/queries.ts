"use client";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { ApiError, api } from "#components/data/api.ts";
import type { RevitView } from "#lib/processing/read-revit-info.ts";

export type RevitAnswer = z.output<typeof RevitView>;

/** What a Revit file says of itself, null before it has been read; `stage` as for the file's analysis. */
export function useRevit(fileId: string, stage: string) {
  return useQuery({
    queryKey: ["revit", fileId, stage],
    queryFn: async () => {
      try {
        return await api<RevitAnswer>(`/api/files/${fileId}/revit`);
      } catch (error) {
        if (error instanceof ApiError && error.code === "revit_not_read") return null;
        throw error;
      }
    },
  });
}
