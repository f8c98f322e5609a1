import { setTimeout as delay } from "node:timers/promises";
import { MutationObserver, QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { cachedRows, optimistic, patchRows } from "./optimistic.ts";

function filled(): QueryClient {
  const queries = new QueryClient();
  queries.setQueryData(["files", "list", {}], {
    pages: [
      { items: [{ file_id: "a", keep_hot: false }], total: 2 },
      { items: [{ file_id: "b", keep_hot: false }], total: 2 },
    ],
    pageParams: [],
  });
  queries.setQueryData(["files", "a"], { file_id: "a", keep_hot: false, steps: [] });
  queries.setQueryData(["projects", "all"], { items: [{ id: "a", keep_hot: false }] });
  return queries;
}

it("changes a thing wherever the cache has it, and nothing else", () => {
  const queries = filled();
  patchRows(queries, ["files"], (row) => (row.file_id === "a" ? { ...row, keep_hot: true } : row));
  expect(queries.getQueryData(["files", "list", {}])).toMatchObject({
    pages: [{ items: [{ keep_hot: true }], total: 2 }, { items: [{ keep_hot: false }] }],
  });
  expect(queries.getQueryData(["files", "a"])).toMatchObject({ keep_hot: true, steps: [] });
  expect(queries.getQueryData(["projects", "all"])).toMatchObject({ items: [{ keep_hot: false }] });
});

it("lists what the cache has", () => {
  expect(cachedRows(filled(), ["files"]).map(({ file_id }) => file_id)).toEqual(["a", "b", "a"]);
});

it("passes over what is not loaded yet", () => {
  const queries = new QueryClient();
  queries.setQueryData(["files", "list"], null);
  patchRows(queries, ["files"], () => ({}));
  expect(queries.getQueryData(["files", "list"])).toBeNull();
});

/** A server that takes in each change when its request has arrived, and a page that shows a file and its list. */
async function served() {
  const stored: Record<string, unknown> = { file_id: "a", keep_hot: false, name: "old" };
  const queries = new QueryClient();
  const answer = async () => ({ ...stored });
  const list = async () => ({ items: [{ ...stored }], total: 1 });
  await queries.prefetchQuery({ queryKey: ["files", "a"], queryFn: answer });
  await queries.prefetchQuery({ queryKey: ["files", "list"], queryFn: list });
  const change = new MutationObserver(
    queries,
    optimistic(queries, {
      keys: [["files"]],
      show: (shown, { set }: { set: object; ms: number; refused?: boolean }) =>
        patchRows(shown, ["files"], (row) => ({ ...row, ...set })),
      send: async ({ set, ms, refused }) => {
        await delay(ms);
        if (refused) throw new Error("refused");
        Object.assign(stored, set);
      },
    }),
  );
  const seen = () => queries.getQueryData<Record<string, unknown>>(["files", "a"]);
  const reloaded = async () => {
    await queries.refetchQueries({ type: "all" });
    return seen();
  };
  return { stored, queries, change, seen, reloaded };
}

it("sends opposite changes one after another, so that the last one holds", async () => {
  const { stored, change, seen, reloaded } = await served();
  const first = change.mutate({ set: { keep_hot: true }, ms: 60 });
  const second = change.mutate({ set: { keep_hot: false }, ms: 1 });
  await delay(10);
  expect(seen()).toMatchObject({ keep_hot: false });
  await Promise.all([first, second]);
  expect(stored).toMatchObject({ keep_hot: false });
  expect(seen()).toMatchObject({ keep_hot: false });
  expect(await reloaded()).toMatchObject({ keep_hot: false });
});

it("sends the next one though the one before was refused, and goes on showing it", async () => {
  const { stored, change, seen } = await served();
  const first = change.mutate({ set: { keep_hot: true, name: "new" }, ms: 10, refused: true });
  const second = change.mutate({ set: { keep_hot: true }, ms: 30 });
  await expect(first).rejects.toThrow("refused");
  expect(seen()).toMatchObject({ keep_hot: true, name: "old" });
  await second;
  expect(stored).toMatchObject({ keep_hot: true, name: "old" });
});

it("is back at the first state when all were refused", async () => {
  const { change, seen } = await served();
  const first = change.mutate({ set: { keep_hot: true }, ms: 10, refused: true });
  const second = change.mutate({ set: { name: "new" }, ms: 10, refused: true });
  await Promise.allSettled([first, second]);
  expect(seen()).toMatchObject({ keep_hot: false, name: "old" });
});
