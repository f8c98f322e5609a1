import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import { address } from "#components/data/address.ts";
import { api } from "#components/data/api.ts";
import { usePages } from "#components/data/queries.ts";
import type {
  CarbonByModuleAnswer,
  EpdAnswer,
  EpdChoiceAnswer,
  EpdDetailAnswer,
  EpdOptionAnswer,
} from "./answers.ts";

export interface EpdFilter extends Record<string, string> {
  q: string;
  validity: string;
}

export const useEpds = (filter: EpdFilter) =>
  usePages<EpdAnswer>(["epds", "list"], address("/api/epds", filter));

export const useEpd = (id: string) =>
  useQuery({ queryKey: ["epds", id], queryFn: () => api<EpdDetailAnswer>(`/api/epds/${id}`) });

export const useChoices = () =>
  useQuery({
    queryKey: ["epds", "choices"],
    queryFn: () => api<{ items: EpdChoiceAnswer[] }>("/api/epd-choices"),
  });

/** Declarations for an entry: by its own names, or by what was searched for. */
export const useOptions = (catalogueId: string, q: string) =>
  useQuery({
    queryKey: ["epds", "options", catalogueId, q],
    queryFn: () =>
      api<{ items: EpdOptionAnswer[]; total: number }>(
        address(`/api/epd-choices/${encodeURIComponent(catalogueId)}`, { q }),
      ),
    placeholderData: keepPreviousData,
  });

/** `stage` changes when the estimate was calculated again. Without years those of the organisation. */
export const useCarbonByModule = (id: string, stage: string, years: string) =>
  useQuery({
    queryKey: ["estimates", id, "carbon", stage, years],
    queryFn: () => api<CarbonByModuleAnswer>(address(`/api/cost-estimates/${id}/carbon`, { years })),
    placeholderData: keepPreviousData,
  });

/** After an import, a deletion or a choice. */
export const refreshEpds = (queries: QueryClient) => queries.invalidateQueries({ queryKey: ["epds"] });
