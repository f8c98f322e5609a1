import type { IncomingMessage, ServerResponse } from "node:http";
import { TooManyRequests } from "#lib/errors.ts";
import { problemResponse, requestTraceId } from "#lib/http/problem.ts";
import { logger } from "#lib/observability/logger.ts";
import { knownTenant, refuseWhileTooFast } from "#lib/usage/refuse-floods.ts";
import { HeldAnswers } from "./held-answers.ts";
import { type EndTurn, type TurnLimits, Turns } from "./turns.ts";

export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A caller is an organisation; an address where nobody is proven yet. */
export interface FloodLimits extends TurnLimits {
  /** A refusal goes out after a time up to this, or up to its Retry-After where that is shorter. */
  holdMs: number;
  mostHeld: number;
  mostHeldOfOne: number;
  /** After this a turn ends with a request whose body still comes, or whose answer has begun: it mostly waits for its caller. */
  streamsAfterMs: number;
}

/**
 * Stands before Next, so that the flood of one organisation neither fills the event loop nor the pool of database
 * connections: what is over the organisation's rate is refused here, by the very problem that its route would send, and
 * the rest takes turns. Health, jobs and Stripe's events pass by, and so does what needs no database.
 */
export function guardFloods(serve: Serve, limits: FloodLimits): { serve: Serve; end: () => void } {
  const turns = new Turns(limits);
  const held = new HeldAnswers({ most: limits.mostHeld, mostOfOne: limits.mostHeldOfOne });

  const guarded: Serve = async (request, response) => {
    // Resolved as Next does it, so that no `..` leads past.
    const path = URL.parse(request.url ?? "/", "http://localhost")?.pathname ?? "/";
    if (PASSES.test(path)) return serve(request, response);
    const headers = { get: (name: string) => header(request, name) };
    const tenantId = knownTenant(headers);
    const caller = tenantId ?? `address ${header(request, "x-real-client-ip")}`;
    const refuse = () => {
      try {
        refuseWhileTooFast(headers);
      } catch (error) {
        turns.slowDown(caller);
        // A page shows no problem, and a form's is Next's to send; they only go in single file.
        if (path.startsWith("/api/")) throw error;
      }
    };
    let end: EndTurn | null = null;
    try {
      refuse();
      end = await turns.take(caller, goneSignal(response));
      // The turn may have taken its time, in which the rate was used up.
      refuse();
    } catch (error) {
      end?.(false);
      if (!(error instanceof TooManyRequests)) throw error;
      if (tenantId) turns.slowDown(caller);
      const answer = problemResponse(error, logger(), requestTraceId());
      const longest = Math.min(limits.holdMs, error.retryAfterSeconds * 1000);
      // Of different lengths, so that those that came together do not come together again.
      return held.send(caller, response, answer, longest * (0.5 + Math.random() / 2));
    }
    if (!end) return;
    endWithAnswer(end, request, response, limits.streamsAfterMs);
    response.once("close", () => {
      // Refusals that only the routes know of: by the month's calls. Who it was may be known only now.
      const refused = response.statusCode === 429 && knownTenant(headers);
      if (refused) turns.slowDown(refused);
    });
    await serve(request, response);
  };
  return { serve: guarded, end: () => held.end() };
}

const PASSES =
  /^\/(?:api\/(?:health\/|inngest$|webhooks\/)|_next\/(?:static\/|image$)|samples\/|favicon\.ico$|icon\.svg$)/;

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  if (response.closed) gone.abort();
  else response.once("close", () => gone.abort());
  return gone.signal;
}

/** Ends the turn with the answer, or as soon as it is a stream that has lasted for `ms`. */
function endWithAnswer(end: EndTurn, request: IncomingMessage, response: ServerResponse, ms: number): void {
  const finish = () => {
    clearInterval(timer);
    end();
  };
  const timer = setInterval(() => (response.headersSent || !request.complete) && finish(), ms).unref();
  if (response.closed) finish();
  else response.once("close", finish);
}

function header({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}
