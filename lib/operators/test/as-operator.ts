import { config } from "#lib/config/index.ts";
import type { RouteHandler } from "#lib/http/route.ts";
import { type CallInit, call } from "#lib/http/testing/call.ts";

/** Headers of a program of operators. */
export const headers = { authorization: `Bearer ${config().operatorToken}` };

/** What a GET route answers an operator. */
export async function read(handler: RouteHandler, init: CallInit = {}) {
  const response = await call(handler, "GET", { headers, ...init });
  if (response.status !== 200) throw new Error(`Answered ${response.status}: ${await response.text()}`);
  return response.json();
}

export function change(handler: RouteHandler, init: CallInit = {}): Promise<Response> {
  return call(handler, "POST", { headers, ...init });
}

/** The whole list, page by page. */
export async function pages(handler: RouteHandler, query: string): Promise<{ id: string; slug: string }[]> {
  const items: { id: string; slug: string }[] = [];
  for (let next: string | null = query; next; ) {
    const page: { items: typeof items; next: string | null } = await read(handler, {
      query: next.slice(next.indexOf("?")),
    });
    items.push(...page.items);
    next = page.next;
  }
  return items;
}
