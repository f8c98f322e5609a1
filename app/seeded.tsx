import { dehydrate, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Hydrated } from "#components/data/hydrated.tsx";
import { limitsOf } from "#components/data/limits-of.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { readTenant } from "#lib/tenancy/read-tenant.ts";

export interface FirstAnswer {
  /** Under which the page's own query asks. */
  key: readonly unknown[];
  /** What the route would answer. */
  ask: () => Promise<unknown>;
}

/**
 * A page whose queries have their first answers from the server, so that its first paint shows data. What fails is left
 * to the browser, which asks again and says why.
 */
export async function Seeded({
  answers,
  children,
}: {
  answers: readonly FirstAnswer[];
  children: ReactNode;
}) {
  const queries = new QueryClient();
  await Promise.all(answers.map(({ key, ask }) => queries.prefetchQuery({ queryKey: key, queryFn: ask })));
  return <Hydrated state={dehydrate(queries)}>{children}</Hydrated>;
}

/** The first answer to a list by pages, as `usePages(key, start)` asks for it. */
export function firstPage(key: readonly unknown[], start: string, ask: () => Promise<unknown>): FirstAnswer {
  return {
    key: [...key, start],
    ask: async () => ({ pages: [await ask()], pageParams: [start] }),
  };
}

/** What uploads have to keep to, for a page where files are chosen. */
export function limitsOfUploads(ctx: Ctx): FirstAnswer {
  return { key: ["tenant"], ask: async () => limitsOf(await readTenant({ tenant: ctx.tenant, ctx })) };
}

/** Nothing chosen and nothing searched for: the page as its link leads to it. */
export async function isPlain(searchParams: Promise<Record<string, unknown>>): Promise<boolean> {
  return Object.keys(await searchParams).length === 0;
}
