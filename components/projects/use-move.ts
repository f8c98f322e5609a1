"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "#components/data/api.ts";
import { cachedRows, patchRows, useOptimistic } from "#components/data/optimistic.ts";

interface Contents {
  fileIds: readonly string[];
  estimateIds: readonly string[];
}
interface Move extends Contents {
  to: string | null;
}

/** Where something stands that changes with it. */
const TOUCHED = [["files"], ["estimates"], ["projects"], ["dashboard"]];

/**
 * Moves files and estimates into a project, or out of any (null), and shows it at once. Answers how to put each back
 * where it was; nothing where that is not known of all of them. `from` is their project, where all stand in one.
 */
export function useMove(): (
  contents: Contents,
  to: string | null,
  from: string | null,
) => Promise<(() => Promise<void>) | null> {
  const queries = useQueryClient();
  const send = useOptimistic({ keys: TOUCHED, show: showMoved, send: sendMove });
  return useCallback(
    async (contents, to, from) => {
      const places = placesOf(queries, contents, from);
      await send({ ...contents, to });
      if (!places) return null;
      return async () => {
        for (const place of places) await send(place);
      };
    },
    [queries, send],
  );
}

const sendMove = ({ fileIds, estimateIds, to }: Move): Promise<unknown> =>
  api("/api/projects/contents", {
    method: "PUT",
    body: { project_id: to, file_ids: fileIds, estimate_ids: estimateIds },
  });

function showMoved(queries: QueryClient, { fileIds, estimateIds, to }: Move): void {
  patchRows(queries, ["files"], (row) =>
    fileIds.some((id) => id === row.file_id) ? { ...row, project_id: to } : row,
  );
  patchRows(queries, ["estimates"], (row) =>
    estimateIds.some((id) => id === row.id) ? { ...row, project_id: to } : row,
  );
}

/** The moves that put everything back, one for each project that it came from; null where one's place is not known. */
function placesOf(queries: QueryClient, contents: Contents, from: string | null): Move[] | null {
  if (from) return [{ ...contents, to: from }];
  const files = cachedRows(queries, ["files"]);
  const estimates = cachedRows(queries, ["estimates"]);
  const moves = new Map<string | null, { fileIds: string[]; estimateIds: string[] }>();
  const note = (
    kind: "fileIds" | "estimateIds",
    id: string,
    row: Record<string, unknown> | undefined,
  ): boolean => {
    const place = row?.project_id;
    if (place !== null && typeof place !== "string") return false;
    const move = moves.get(place) ?? { fileIds: [], estimateIds: [] };
    move[kind].push(id);
    moves.set(place, move);
    return true;
  };
  const known =
    contents.fileIds.every((id) =>
      note(
        "fileIds",
        id,
        files.find((row) => row.file_id === id),
      ),
    ) &&
    contents.estimateIds.every((id) =>
      note(
        "estimateIds",
        id,
        estimates.find((row) => row.id === id),
      ),
    );
  return known ? [...moves].map(([to, move]) => ({ ...move, to })) : null;
}
