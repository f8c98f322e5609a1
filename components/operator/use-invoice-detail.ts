"use client";
import { useQuery } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { InvoiceDetailAnswer } from "./answers.ts";

export function useInvoiceDetail(id: string) {
  return useQuery({
    queryKey: ["operator", "invoice", id],
    queryFn: () => api<InvoiceDetailAnswer>(`/api/admin/invoices/${id}`),
  });
}
