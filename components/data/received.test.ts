import { dehydrate, hydrate, InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { receive } from "./received.ts";

const KEY = ["files", "list", "/api/files"];

/** What a page brings: the list's first page, answered `ahead` milliseconds later than the browser's clock. */
async function seeded(items: number[], ahead = 1) {
  const queries = new QueryClient();
  await queries.prefetchQuery({
    queryKey: KEY,
    queryFn: () => ({ pages: [{ items, next: 1 }], pageParams: [0] }),
  });
  const state = dehydrate(queries);
  for (const query of state.queries) query.state.dataUpdatedAt = Date.now() + ahead;
  return state;
}

/** A browser in which somebody has loaded `pages` pages of the list; the server answers what `first` tells of the first one. */
async function browser(pages: number, first: () => number[]) {
  const queries = new QueryClient();
  const list = new InfiniteQueryObserver(queries, {
    queryKey: KEY,
    queryFn: ({ pageParam }) =>
      Promise.resolve({
        items: pageParam === 0 ? first() : [pageParam * 10],
        next: pageParam + 1,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    staleTime: 60_000,
  });
  list.subscribe(() => undefined);
  await list.refetch();
  for (let page = 1; page < pages; page++) await list.fetchNextPage();
  queries
    .getQueryCache()
    .find({ queryKey: KEY })
    ?.setState({ dataUpdatedAt: Date.now() - 60_000 });
  const shown = () =>
    queries.getQueryData<{ pages: { items: number[] }[] }>(KEY)?.pages.flatMap(({ items }) => items);
  return { queries, shown };
}

it("leaves a list as long as it was loaded, and names it to be asked for anew", async () => {
  const { queries, shown } = await browser(3, () => [1, 2]);
  const { answers, longer } = receive(queries, await seeded([0, 1, 2]));
  hydrate(queries, answers);
  expect(shown()).toEqual([1, 2, 10, 20]);
  expect(longer).toEqual([KEY]);
});

it("takes in a first page where there is one, or none", async () => {
  const one = await browser(1, () => [1, 2]);
  const known = receive(one.queries, await seeded([0, 1, 2]));
  hydrate(one.queries, known.answers);
  expect(one.shown()).toEqual([0, 1, 2]);
  const queries = new QueryClient();
  hydrate(queries, receive(queries, await seeded([0, 1, 2])).answers);
  expect(queries.getQueryData(KEY)).toMatchObject({ pages: [{ items: [0, 1, 2] }] });
});

it("takes no answer for later than when it came", async () => {
  const queries = new QueryClient();
  hydrate(queries, receive(queries, await seeded([0], 60_000)).answers);
  expect(queries.getQueryState(KEY)?.dataUpdatedAt).toBeLessThanOrEqual(Date.now());
});
