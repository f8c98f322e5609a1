"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { CorrectDialog } from "#components/corrections/correct-dialog.tsx";
import type { ElementAnswer, Page } from "#components/data/answers.ts";
import { useSelectionOf } from "#components/viewer/selection.tsx";
import { isFiltered, queryOf, type View } from "./view.ts";

/** Corrects what is chosen in the table: the selected elements, or all that its filters leave. */
export function Correct({ fileId, view, count }: { fileId: string; view: View; count: number }) {
  const picked = useSelectionOf(({ selected }) => selected);
  const known = useKnownElement(fileId, picked);
  const selected = useMemo(
    () =>
      picked.size === 0 ? null : { target: { ordinals: [...picked] }, count: picked.size, element: known },
    [picked, known],
  );
  const matching = useMemo(
    () =>
      isFiltered(view) && count > 0 ? { target: { filter: Object.fromEntries(queryOf(view)) }, count } : null,
    [view, count],
  );
  return <CorrectDialog fileId={fileId} selected={selected} matching={matching} />;
}

/** The only one that is picked, as the table has it. */
function useKnownElement(fileId: string, picked: ReadonlySet<number>): ElementAnswer | undefined {
  const queries = useQueryClient();
  const [ordinal] = picked;
  if (picked.size !== 1) return undefined;
  return queries
    .getQueriesData<Partial<Page<ElementAnswer>>>({ queryKey: ["elements", fileId] })
    .flatMap(([, data]) => data?.items ?? [])
    .find((element) => element.ordinal === ordinal);
}
