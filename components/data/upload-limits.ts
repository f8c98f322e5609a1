"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "./api.ts";
import { limitsOf } from "./limits-of.ts";

export const uploadLimits = queryOptions({
  queryKey: ["tenant"],
  queryFn: () => api<Parameters<typeof limitsOf>[0]>("/api/tenant").then(limitsOf),
});

export function useUploadLimits() {
  return useQuery(uploadLimits);
}
