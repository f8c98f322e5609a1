"use client";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";

type Row = Record<string, unknown>;

/**
 * A change that is shown before the server has answered. `show` writes it into the cache of the queries that begin with
 * `keys`; they go back to what they were when it is refused, and are asked for anew when it has settled. Answers what
 * the server answers, and throws what it refuses with.
 */
export function useOptimistic<Input, Answer>({
  keys,
  show,
  send,
}: {
  keys: readonly (readonly string[])[];
  show: (queries: QueryClient, input: Input) => void;
  send: (input: Input) => Promise<Answer>;
}): (input: Input) => Promise<Answer> {
  const queries = useQueryClient();
  const mutationKey = ["optimistic", ...keys.map((key) => key.join())];
  return useMutation({
    mutationKey,
    mutationFn: send,
    onMutate: async (input) => {
      await Promise.all(keys.map((queryKey) => queries.cancelQueries({ queryKey })));
      const before = keys.flatMap((queryKey) => queries.getQueriesData({ queryKey }));
      show(queries, input);
      return before;
    },
    onError: (_error, _input, before = []) => {
      for (const [key, data] of before) queries.setQueryData(key, data);
    },
    onSettled: () => {
      // Of several on their way only the last asks anew: an answer in between would undo what the others show.
      if (queries.isMutating({ mutationKey }) > 1) return;
      for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
    },
  }).mutateAsync;
}

/** Changes the rows of every cached answer below `key`: of a list, of its pages, or the one thing that was answered. */
export function patchRows(queries: QueryClient, key: readonly string[], change: (row: Row) => Row): void {
  queries.setQueriesData({ queryKey: key }, (data: unknown) => patched(data, change));
}

/** The rows of every cached answer below `key`. */
export function cachedRows(queries: QueryClient, key: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (const [, data] of queries.getQueriesData({ queryKey: key }))
    patched(data, (row) => {
      rows.push(row);
      return row;
    });
  return rows;
}

function patched(data: unknown, change: (row: Row) => Row): unknown {
  if (!isRow(data)) return data;
  if (Array.isArray(data.pages)) return { ...data, pages: data.pages.map((page) => patched(page, change)) };
  if (Array.isArray(data.items))
    return { ...data, items: data.items.map((item) => (isRow(item) ? change(item) : item)) };
  return change(data);
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
