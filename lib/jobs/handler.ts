import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { config } from "#lib/config/index.ts";

export type ServedHandler = (request: Request) => Promise<Response>;

/** The functions behind Inngest's protocol. With Inngest configured the SDK refuses requests without its signature. */
export function serveFunctions(client: Inngest, functions: readonly InngestFunction.Any[]): ServedHandler {
  return serve({ client, functions: [...functions] });
}

/**
 * Whether `/api/inngest` may answer the network: only where Inngest drives the functions and signs what it asks for.
 * The embedded engine calls the functions within its process, so there the route is 404.
 */
export function isServedToNetwork(): boolean {
  return config().jobs.kind === "inngest";
}
