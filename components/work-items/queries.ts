import { type QueryClient, useQuery } from "@tanstack/react-query";
import { address } from "#components/data/address.ts";
import { api } from "#components/data/api.ts";
import { usePages } from "#components/data/queries.ts";
import type { LibraryAnswer, MatchAnswer, WorkItemAnswer, WorkItemDetailAnswer } from "./answers.ts";

/** How often an import under way is asked for, in milliseconds. */
const PACE_MS = 1500;

export const useLibraries = () =>
  useQuery({
    queryKey: ["work-items", "libraries"],
    queryFn: () => api<{ items: LibraryAnswer[] }>("/api/work-item-libraries"),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === "importing") ? PACE_MS : false,
  });

export interface WorkItemFilter extends Record<string, string> {
  q: string;
  unit: string;
}

export const useWorkItems = (library: string, filter: WorkItemFilter) =>
  usePages<WorkItemAnswer>(
    ["work-items", "items", library],
    address(`/api/work-item-libraries/${library}/items`, filter),
  );

export const useWorkItem = (library: string, number: number) =>
  useQuery({
    queryKey: ["work-items", "item", library, number],
    queryFn: () => api<WorkItemDetailAnswer>(`/api/work-item-libraries/${library}/items/${number}`),
  });

export const useMatches = (library: string, show: string) =>
  usePages<MatchAnswer>(
    ["work-items", "matches", library],
    address(`/api/work-item-libraries/${library}/matches`, { show }),
  );

/** After an import, a deletion, or a change of the price book: suggestions go by it. */
export const refreshWorkItems = (queries: QueryClient) =>
  queries.invalidateQueries({ queryKey: ["work-items"] });
