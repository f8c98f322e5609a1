"use client";
import {
  type MutationOptions,
  type QueryClient,
  type QueryKey,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

type Row = Record<string, unknown>;

interface OptimisticChange<Input, Answer> {
  keys: readonly (readonly string[])[];
  show: (queries: QueryClient, input: Input) => void;
  send: (input: Input) => Promise<Answer>;
}

/** A change that the cache shows, with what its queries held before it. */
interface Shown {
  keys: readonly (readonly string[])[];
  before: [QueryKey, unknown][];
  again: () => void;
  isSettled: boolean;
}

/** The changes that a cache shows, in the order in which they were made, and the last one sent of each kind. */
interface Changes {
  shown: Shown[];
  turns: Map<string, Promise<unknown>>;
}

/**
 * A change that is shown before the server has answered. `show` writes it into the cache of the queries that begin with
 * `keys`; they go back to what they were when it is refused, and are asked for anew when it has settled. Changes of the
 * same keys are sent one after another: two on their way may arrive in turn, and the last one has to hold. Answers what
 * the server answers, and throws what it refuses with.
 */
export function useOptimistic<Input, Answer>(
  change: OptimisticChange<Input, Answer>,
): (input: Input) => Promise<Answer> {
  return useMutation(optimistic(useQueryClient(), change)).mutateAsync;
}

/** The mutation of `useOptimistic`. */
export function optimistic<Input, Answer>(
  queries: QueryClient,
  { keys, show, send }: OptimisticChange<Input, Answer>,
): MutationOptions<Answer, Error, Input, Shown> {
  const changes = changesOf(queries);
  const kind = keys.map((key) => key.join()).join(" ");
  return {
    // Not by the mutation's scope: what waits in one goes on only while the page is in sight.
    mutationFn: (input) => inTurn(changes.turns, kind, () => send(input)),
    onMutate: async (input) => {
      await Promise.all(keys.map((queryKey) => queries.cancelQueries({ queryKey })));
      const again = () => show(queries, input);
      const shown = { keys, before: heldBelow(queries, keys), again, isSettled: false };
      changes.shown.push(shown);
      again();
      return shown;
    },
    onError: (_error, _input, shown) => {
      if (shown) takeBack(queries, changes, shown);
    },
    onSettled: (_answer, _error, _input, shown) => {
      if (shown) shown.isSettled = true;
      while (changes.shown[0]?.isSettled) changes.shown.shift();
      // Of several on their way only the last asks anew: an answer in between would undo what the others show.
      const open = changes.shown.filter(({ isSettled }) => !isSettled).flatMap((other) => other.keys);
      for (const queryKey of keys)
        if (!open.some((other) => other.every((part, at) => part === queryKey[at])))
          void queries.invalidateQueries({ queryKey });
    },
  };
}

const changesByCache = new WeakMap<QueryClient, Changes>();

function changesOf(queries: QueryClient): Changes {
  const changes = changesByCache.get(queries) ?? { shown: [], turns: new Map() };
  changesByCache.set(queries, changes);
  return changes;
}

/** Runs `send` when what was sent before of the same kind has been answered, or refused. */
function inTurn<T>(turns: Changes["turns"], kind: string, send: () => Promise<T>): Promise<T> {
  const before = turns.get(kind);
  const answer = before ? before.then(send, send) : send();
  turns.set(kind, answer);
  const done = () => {
    if (turns.get(kind) === answer) turns.delete(kind);
  };
  answer.then(done, done);
  return answer;
}

/** Puts back what stood before a change, and shows the later ones over it again. */
function takeBack(queries: QueryClient, changes: Changes, refused: Shown): void {
  const at = changes.shown.indexOf(refused);
  const [, ...later] = changes.shown.splice(at);
  changes.shown.push(...later);
  for (const [key, data] of refused.before) queries.setQueryData(key, data);
  for (const other of later) {
    other.before = heldBelow(queries, other.keys);
    other.again();
  }
}

const heldBelow = (queries: QueryClient, keys: Shown["keys"]): [QueryKey, unknown][] =>
  keys.flatMap((queryKey) => queries.getQueriesData<unknown>({ queryKey }));

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
