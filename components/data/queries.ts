"use client";
import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type DashboardFilter, dashboardKey } from "#components/dashboard/filter.ts";
import { address } from "./address.ts";
import type {
  AnalysisAnswer,
  CatalogueEntry,
  DashboardAnswer,
  EstimateAnswer,
  EstimateDetailAnswer,
  FileAnswer,
  FileDetailAnswer,
  Page,
  PriceBookAnswer,
  PriceBookVersion,
  ProjectAnswer,
  ProjectDetailAnswer,
  SettingsAnswer,
} from "./answers.ts";
import { api } from "./api.ts";

/** How often unfinished work is asked for, milliseconds. */
const LIVE = 1500;
/** And what takes hours. */
const LATER = 20_000;

export const isUnderWay = ({ status }: { status: FileAnswer["status"] }) =>
  status === "pending" || status === "uploaded" || status === "processing";

/** How often a file that is about to change is asked for; one on its way back from the archive takes hours. */
function paceOf(file: FileAnswer): number | false {
  if (isUnderWay(file) || file.storage_tier === "archiving") return LIVE;
  return file.storage_tier === "restoring" && LATER;
}

/** A list page by page: `start` is the address of its first page, and the end of its key. */
export function usePages<T>(
  key: readonly unknown[],
  start: string,
  pace: (item: T) => number | false = () => false,
) {
  return useInfiniteQuery({
    queryKey: [...key, start],
    queryFn: ({ pageParam }) => api<Page<T>>(pageParam),
    initialPageParam: start,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    select: ({ pages }) => ({
      items: pages.flatMap((page) => page.items),
      total: pages.at(-1)?.total ?? 0,
    }),
    refetchInterval: ({ state }) => {
      const paces = state.data?.pages.flatMap((page) => page.items.map(pace)) ?? [];
      const least = Math.min(...paces.map((one) => one || Number.POSITIVE_INFINITY));
      return Number.isFinite(least) && least;
    },
  });
}

export interface FileFilter extends Record<string, string> {
  q: string;
  status: string;
  project_id: string;
  needs: string;
  storage_tier: string;
  /** "true", or empty. */
  on_hold: string;
  /** UTC days. */
  from: string;
  to: string;
  /** "newest", or empty for all. */
  versions: string;
}

/** Empty filters are left out. */
export function useFiles(filter: Partial<FileFilter>) {
  return usePages<FileAnswer>(["files", "list"], address("/api/files", filter), paceOf);
}

/** A file with its steps, asked for again and again while it is not finished. */
export function useFile(id: string) {
  return useQuery({
    queryKey: ["files", id],
    queryFn: () => api<FileDetailAnswer>(`/api/files/${id}`),
    refetchInterval: ({ state }) => (state.data ? paceOf(state.data) : false),
  });
}

/** What is known of a file. `stage` changes when there is more to know; until the answer is there the last one stays. */
export function useAnalysis(id: string, stage: string) {
  return useQuery({
    queryKey: ["analysis", id, stage],
    queryFn: () => api<AnalysisAnswer>(`/api/files/${id}/analysis`),
    placeholderData: keepPreviousData,
  });
}

export interface EstimateFilter extends Record<string, string> {
  q: string;
  project_id: string;
  /** UTC days. */
  from: string;
  to: string;
  review: string;
  left_out: string;
  per_m2: string;
}

/** Empty filters are left out. */
export function useEstimates(filter: Partial<EstimateFilter>) {
  return usePages<EstimateAnswer>(["estimates", "list"], address("/api/cost-estimates", filter));
}

/** An estimate with its lines; null: none yet. `stage` as for `useAnalysis`: a file that is processed again keeps its estimate's id. */
export function useEstimate(id: string | null, stage = "") {
  return useQuery({
    queryKey: ["estimates", id, stage],
    queryFn: () => api<EstimateDetailAnswer>(`/api/cost-estimates/${id}`),
    enabled: id !== null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.status === "calculating" ? LIVE : false),
  });
}

export function useCatalogue() {
  return useQuery({
    queryKey: ["catalogue"],
    queryFn: () => api<{ items: CatalogueEntry[] }>("/api/catalogue"),
  });
}

/** The newest projects, archived ones too: more than anybody looks through in a list. */
export function useProjects() {
  return useQuery({
    queryKey: ["projects", "all"],
    queryFn: () => api<{ items: ProjectAnswer[]; total: number }>("/api/projects?limit=200&archived=all"),
  });
}

/** Those that something can be put into. */
export function useOpenProjects(): ProjectAnswer[] {
  return useProjects().data?.items.filter(({ archived_at }) => archived_at === null) ?? [];
}

export function useProject(id: string) {
  return useQuery({
    queryKey: ["projects", id],
    queryFn: () => api<ProjectDetailAnswer>(`/api/projects/${id}`),
  });
}

/** After something was put into a project, taken out of it, or changed in it. */
export async function refreshProjects(queries: QueryClient): Promise<void> {
  await Promise.all(
    ["projects", "files", "estimates", "dashboard"].map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  );
}

/** After the active version changed: what is made of it is asked for again. */
export async function refreshPriceBook(queries: QueryClient): Promise<void> {
  await Promise.all(
    ["price-books", "catalogue", "settings"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
  );
}

export function usePriceBooks() {
  return useQuery({
    queryKey: ["price-books"],
    queryFn: () => api<{ items: PriceBookVersion[] }>("/api/price-books"),
  });
}

export function usePriceBook(id: string | undefined) {
  return useQuery({
    queryKey: ["price-books", id],
    queryFn: () => api<PriceBookAnswer>(`/api/price-books/${id}`),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** The dashboard of these days and this project; until another one is there the last one stays. */
export function useDashboard(filter: DashboardFilter) {
  return useQuery({
    queryKey: dashboardKey(filter),
    queryFn: () => api<DashboardAnswer>(address("/api/analytics/dashboard", filter)),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.latest_files.some(isUnderWay) ? LIVE * 2 : false),
  });
}

export function useSettings() {
  return useQuery({ queryKey: ["settings"], queryFn: () => api<SettingsAnswer>("/api/settings") });
}

/** The settings as they are now, however fresh what is shown. */
export async function reloadSettings(queries: QueryClient): Promise<SettingsAnswer> {
  const fresh = await api<SettingsAnswer>("/api/settings");
  queries.setQueryData(["settings"], fresh);
  return fresh;
}
