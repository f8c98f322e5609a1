import type { DehydratedState, QueryClient, QueryKey } from "@tanstack/react-query";

/** What came with a page: answers that may be taken in, and lists of which the cache has more. */
export interface Received {
  answers: DehydratedState;
  longer: QueryKey[];
}

/**
 * Prepares the answers that came with a page for the cache. Their times are the server's: by a clock that is ahead of the
 * browser's a page that is shown again would count as newer than what was asked for since, and hide it. So no answer is
 * from later than now. A page brings the first page of a list only: where the person has loaded more, the list stays as it
 * is and is named in `longer`, to be asked for in its whole length.
 */
export function receive(queries: QueryClient, state: DehydratedState): Received {
  const now = Date.now();
  const longer: QueryKey[] = [];
  const answers: DehydratedState["queries"] = [];
  for (const query of state.queries) {
    const held = queries.getQueryCache().get(query.queryHash)?.state.data;
    if (pagesOf(held) > Math.max(1, pagesOf(query.state.data))) longer.push(query.queryKey);
    else
      answers.push({
        ...query,
        state: { ...query.state, dataUpdatedAt: Math.min(query.state.dataUpdatedAt, now) },
      });
  }
  return { answers: { ...state, queries: answers }, longer };
}

/** How many pages the answer to a query by pages has; 0: it is none. */
function pagesOf(data: unknown): number {
  return typeof data === "object" && data !== null && "pages" in data && Array.isArray(data.pages)
    ? data.pages.length
    : 0;
}
