import type { z } from "zod";
import { listSlow } from "#lib/observability/traces/list-slow.ts";
import { ListSlow, SlowList } from "#lib/observability/traces/views.ts";
import { nextPage } from "#lib/operators/next-page.ts";

export const ListSlowRequests = ListSlow;
/** `next` is the address of the page after it. */
export const SlowRequestList = SlowList;

/** Slow requests, or stretches of jobs, one by one. */
export async function listSlowRequests(
  query: z.output<typeof ListSlowRequests>,
): Promise<z.input<typeof SlowRequestList>> {
  const { items, next } = await listSlow(query);
  return { items, next: nextPage("/api/admin/slow-requests", query, next) };
}
