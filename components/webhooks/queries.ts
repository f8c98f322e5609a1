"use client";
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { DeliveryDetailAnswer, DeliveryListAnswer, EndpointAnswer, EventTypeAnswer } from "./answers.ts";

/** How often what is under way is asked for, milliseconds. */
const LIVE = 1500;
const ENDPOINTS = "/api/webhooks/endpoints";

export const ENDPOINTS_KEY = ["webhooks", "endpoints"];

export function useEndpoints() {
  return useQuery({
    queryKey: ENDPOINTS_KEY,
    queryFn: () => api<{ items: EndpointAnswer[] }>(ENDPOINTS),
  });
}

export function useEndpoint(id: string) {
  return useQuery({
    queryKey: ["webhooks", "endpoints", id],
    queryFn: () => api<EndpointAnswer>(`${ENDPOINTS}/${id}`),
    refetchInterval: 10_000,
  });
}

export function useEventTypes() {
  return useQuery({
    queryKey: ["webhook-event-types"],
    queryFn: () => api<{ items: EventTypeAnswer[] }>("/api/webhooks/event-types"),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface DeliveryFilter extends Record<string, string> {
  status: string;
  type: string;
}

/** What was sent to an endpoint, page by page; asked for again while something is under way. */
export function useDeliveries(endpointId: string, filter: DeliveryFilter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  return useInfiniteQuery({
    queryKey: ["webhooks", "deliveries", endpointId, filter],
    queryFn: ({ pageParam }) => api<DeliveryListAnswer>(pageParam),
    initialPageParam: `${ENDPOINTS}/${endpointId}/deliveries?${query}`,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === "pending")) ? LIVE : 10_000,
  });
}

export function useDelivery(id: string) {
  return useQuery({
    queryKey: ["webhooks", "deliveries", "one", id],
    queryFn: () => api<DeliveryDetailAnswer>(`/api/webhooks/deliveries/${id}`),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? LIVE : false),
  });
}

/** Asks a route of an endpoint for something, and then for all that may show it. */
export function useChange() {
  const queries = useQueryClient();
  return async <T>(
    path: string,
    options: { method?: string; body?: unknown; revision?: number } = {},
  ): Promise<T> => {
    const answer = await api<T>(path, { method: "POST", ...options });
    await queries.invalidateQueries({ queryKey: ["webhooks"] });
    return answer;
  };
}
