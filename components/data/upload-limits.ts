"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "./api.ts";

interface TenantLimits {
  allowed_file_types?: string[];
  max_file_size?: number;
  storage_free?: number;
}

/** The organisation as its route answers. */
export const tenantLimits = queryOptions({
  queryKey: ["tenant"],
  queryFn: () => api<TenantLimits>("/api/tenant"),
});

/** What an upload has to keep to: types without a dot, bytes of one file, bytes that are still free. */
export const uploadLimits = (tenant: TenantLimits) => ({
  types: tenant.allowed_file_types ?? [],
  maxSize: tenant.max_file_size ?? 0,
  free: tenant.storage_free ?? 0,
});

export function useUploadLimits() {
  return useQuery({ ...tenantLimits, select: uploadLimits });
}
