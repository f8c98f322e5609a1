"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "./api.ts";

/** What an upload has to keep to: types without a dot, bytes of one file, bytes that are still free. */
export const uploadLimits = queryOptions({
  queryKey: ["tenant"],
  queryFn: () =>
    api<{ allowed_file_types?: string[]; max_file_size?: number; storage_free?: number }>("/api/tenant").then(
      (tenant) => ({
        types: tenant.allowed_file_types ?? [],
        maxSize: tenant.max_file_size ?? 0,
        free: tenant.storage_free ?? 0,
      }),
    ),
});

export function useUploadLimits() {
  return useQuery(uploadLimits);
}
