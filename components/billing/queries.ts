"use client";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { z } from "zod";
import { address } from "#components/data/address.ts";
import { api } from "#components/data/api.ts";
import { usePages } from "#components/data/queries.ts";
import type { AccountView } from "#lib/billing/plans/account.ts";
import type { DiscountView } from "#lib/billing/plans/coupons.ts";
import type { PlanPreview } from "#lib/billing/plans/preview-plan.ts";
import type { PlanOffer, PlanState } from "#lib/billing/plans/read-plan.ts";
import type { InvoiceDetail, InvoiceView } from "#lib/billing/views.ts";

export type InvoiceAnswer = z.output<typeof InvoiceView>;
export type InvoiceDetailAnswer = z.output<typeof InvoiceDetail>;
export type LineItem = InvoiceAnswer["line_items"][number];
export type PlanOfferAnswer = z.output<typeof PlanOffer>;
export type PlanStateAnswer = z.output<typeof PlanState>;
export type PlanPreviewAnswer = z.output<typeof PlanPreview>;
export type AccountAnswer = z.output<typeof AccountView>;
export type DiscountAnswer = z.output<typeof DiscountView>;

/** `status`: only those that stand there, or `open`; empty: all. */
export function useInvoices(status: string) {
  return usePages<InvoiceAnswer>(["invoices", "list", status], address("/api/invoices", { status }));
}

/** Asked for again and again until it is sent, and while it can be paid by card: that it was paid arrives from elsewhere. */
export function useInvoice(id: string) {
  return useQuery({
    queryKey: ["invoices", id],
    queryFn: () => api<InvoiceDetailAnswer>(`/api/invoices/${id}`),
    refetchInterval: ({ state }) =>
      state.data?.payment_url || state.data?.status === "finalised" ? 5000 : false,
  });
}

export function usePlan() {
  return useQuery({
    queryKey: ["billing", "plan"],
    queryFn: () => api<PlanStateAnswer>("/api/billing/plan"),
  });
}

export function usePlans() {
  return useQuery({
    queryKey: ["billing", "plans"],
    queryFn: () => api<{ items: PlanOfferAnswer[] }>("/api/billing/plans"),
  });
}

/** Asked for afresh each time: the amounts move with every second. Null: no plan is looked at. */
export function usePlanPreview(plan: string | null) {
  return useQuery({
    queryKey: ["billing", "preview", plan],
    queryFn: () => api<PlanPreviewAnswer>(`/api/billing/plan/preview?plan=${plan}`),
    enabled: plan !== null,
    staleTime: 0,
    gcTime: 0,
  });
}

/** `awaitsCard`: asked for again and again, for a minute, until a card is there. */
export function useAccount({ awaitsCard = false } = {}) {
  return useQuery({
    queryKey: ["billing", "account"],
    queryFn: () => api<AccountAnswer>("/api/billing/account"),
    refetchInterval: ({ state }) =>
      awaitsCard && !state.data?.card && state.dataUpdateCount < 40 ? 1500 : false,
  });
}

/** Goes to Stripe's page for a first card; the plan begins when the card is on file. */
export async function goToCheckout(plan: PlanStateAnswer["plan"]): Promise<void> {
  const { url } = await api<{ url: string }>("/api/billing/checkout", { body: { plan } });
  location.assign(url);
}

export function useDiscounts() {
  return useQuery({
    queryKey: ["billing", "coupons"],
    queryFn: () => api<{ items: DiscountAnswer[] }>("/api/billing/coupons"),
  });
}

/** Takes a plan's new state over, with what depends on it. */
export function usePlanChanged(): (state: PlanStateAnswer) => Promise<void> {
  const queries = useQueryClient();
  return async (state) => {
    queries.setQueryData(["billing", "plan"], state);
    await refreshPlan(queries, ["usage"], ["dashboard"], ["tenant"]);
  };
}

/** Once `arrived`, by a checkout, the plan and what depends on it are asked for anew. */
export function usePlanArrived(arrived: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (arrived) void refreshPlan(queries, ["billing", "plan"], ["usage"], ["dashboard"], ["tenant"]);
  }, [arrived, queries]);
}

async function refreshPlan(queries: QueryClient, ...keys: string[][]): Promise<void> {
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}
