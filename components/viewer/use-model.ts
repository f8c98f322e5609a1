"use client";
import { useQuery } from "@tanstack/react-query";
import type { ElementAnswer, Page } from "#components/data/answers.ts";
import { ApiError, api } from "#components/data/api.ts";
import type { ModelAnswer, ModelColumns } from "./answers.ts";

/** How often a model that is being made is asked for, milliseconds. */
const LIVE = 2000;

/** The model's parts. `stage` changes when the file is processed again. */
export function useModel(fileId: string, stage: string) {
  return useQuery({
    queryKey: ["analysis", fileId, "model", stage],
    queryFn: ({ signal }) => api<ModelAnswer>(`/api/files/${fileId}/model`, { signal }),
    retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 2,
    refetchInterval: ({ state }) => isUnderWay(state.error) && LIVE,
  });
}

/** Whether the model is only not there yet. */
export function isUnderWay(error: Error | null): boolean {
  return error instanceof ApiError && error.code === "file_processing";
}

/** What the model can be coloured by. */
export function useModelColumns(fileId: string, stage: string) {
  return useQuery({
    queryKey: ["analysis", fileId, "model-elements", stage],
    queryFn: ({ signal }) => api<ModelColumns>(`/api/files/${fileId}/model/elements`, { signal }),
  });
}

/** One element's facts; null: nothing is picked. */
export function useElement(fileId: string, ordinal: number | null) {
  return useQuery({
    queryKey: ["analysis", fileId, "element", ordinal],
    queryFn: ({ signal }) =>
      api<Page<ElementAnswer>>(`/api/files/${fileId}/elements?limit=1&after=${(ordinal ?? 0) - 1}`, {
        signal,
      }).then(({ items }) => items.find((item) => item.ordinal === ordinal) ?? null),
    enabled: ordinal !== null,
  });
}

/** A part's bytes. Throws `ApiError`, with status 0 for a network that is gone. */
export async function fetchPart(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(0, { code: "offline" });
  }
  if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
  return response.arrayBuffer();
}
