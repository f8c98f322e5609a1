"use client";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import type { BillView } from "#lib/processing/read-bill-rows.ts";

export type BillAnswer = z.output<typeof BillView>;
export type SheetAnswer = BillAnswer["sheets"][number];
export type RowAnswer = SheetAnswer["rows"][number];
export type RoleAnswer = NonNullable<SheetAnswer["columns"][number]["role"]>;

/** How a bill's rows were read; `stage` as for the file's analysis. */
export function useBill(fileId: string, stage: string) {
  return useQuery({
    queryKey: ["bill", fileId, stage],
    queryFn: () => api<BillAnswer>(`/api/files/${fileId}/bill`),
    placeholderData: keepPreviousData,
  });
}

/** Sends what a person said of a bill's sheets, which is then processed again. */
export function useSayOfBill(fileId: string) {
  const queries = useQueryClient();
  return (sheets: object[]) =>
    submitting(async () => {
      await api(`/api/files/${fileId}/bill/mapping`, { method: "PUT", body: { sheets } });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["files"] }),
        queries.invalidateQueries({ queryKey: ["bill", fileId] }),
      ]);
    });
}
