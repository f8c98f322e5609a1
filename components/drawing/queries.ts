"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "#components/data/api.ts";
import type { DrawingView, MappingView } from "#lib/processing/read-drawing.ts";

export type DrawingAnswer = z.output<typeof DrawingView>;
export type MappingAnswer = z.output<typeof MappingView>;
export type ElementMappingAnswer = Extract<MappingAnswer, { use: "element" }>;
export type LayerAnswer = DrawingAnswer["layers"][number];
export type BlockAnswer = DrawingAnswer["blocks"][number];
export type DrawingUnitAnswer = NonNullable<DrawingAnswer["unit"]["used"]>;

/** What a drawing holds and what it is taken for; `stage` as for the file's analysis. */
export function useDrawing(fileId: string, stage: string) {
  return useQuery({
    queryKey: ["drawing", fileId, stage],
    queryFn: () => api<DrawingAnswer>(`/api/files/${fileId}/drawing`),
    placeholderData: keepPreviousData,
  });
}
