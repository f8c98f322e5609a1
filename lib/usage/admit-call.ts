import { randomUUID } from "node:crypto";
import { pool } from "#db/client.ts";
import { config } from "#lib/config/index.ts";
import { QuotaExceeded, TooManyRequests } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { logger } from "#lib/observability/logger.ts";
import { endOfMonth, type Month, monthOf } from "#lib/usage/month.ts";

/** What a caller is told of its organisation's month of calls. */
export interface Allowance {
  /** Calls a month, the hard cap. */
  limit: number;
  remaining: number;
  /** When the next month starts. */
  resetAt: Date;
}

/** Calls a process may admit before it asks again (twice what it needed last time, within these), and for how long. */
const SMALLEST_BLOCK = 10;
const LARGEST_BLOCK = 100;
const LEASE_MS = 1000;
/** A refused flood is refused for this long without a question. */
const SHORTEST_REFUSAL_MS = 50;
/** How long a call waits for others to give back what they do not use, before it is refused. */
const PATIENCE_MS = 3000;

/**
 * Admits a call with an API key, against the month's hard cap and the organisation's rate, or throws `ApiQuotaExceeded` or `TooManyRequests`. Mostly without a round trip: a process holds a lease of a block of calls,
 * for a second. Near the cap nothing is leased and each round trip admits just the calls that wait, so that over all
 * processes exactly as many are admitted as are left. A process that is killed takes its leased calls with it.
 */
export async function admitApiCall(tenantId: string): Promise<Allowance> {
  return admit(lane(tenantId, true));
}

/** Throws what the organisation's last such call was refused with, while its rate is known to be exceeded. */
export function refuseTooFast(calls: { tenantId: string; counts: boolean }): void {
  const found = shared().get(nameOf(calls));
  if (found && performance.now() < found.refuseUntil) throw tooFast(found.refuseUntil - performance.now());
}

/** Admits a call of somebody signed in: the organisation's rate counts, its month of calls does not. */
export async function admitBrowserCall(tenantId: string): Promise<void> {
  await admit(lane(tenantId, false));
}

/** Gives back what this process holds; at shutdown. */
export async function returnLeases(): Promise<void> {
  await Promise.all([...shared().values()].map((each) => settle(each)));
}

interface Lane {
  tenantId: string;
  counts: boolean;
  lease: { id: string; left: number; until: number; month: Month; timer: NodeJS.Timeout } | null;
  waiting: { since: number; admit: (allowance: Allowance) => void; refuse: (error: Error) => void }[];
  asking: boolean;
  /** No use in asking before: the rate is exceeded. */
  refuseUntil: number;
  /** Calls admitted since the last question. */
  recent: number;
  limit: number;
  taken: number;
}

function admit(lane: Lane): Promise<Allowance> | Allowance {
  const { lease } = lane;
  if (performance.now() < lane.refuseUntil) throw tooFast(lane.refuseUntil - performance.now());
  if (lease && lease.left > 0 && performance.now() < lease.until && lease.month === monthOf(new Date())) {
    lease.left -= 1;
    lane.recent += 1;
    return allowance(lane);
  }
  return new Promise((admitted, refuse) => {
    lane.waiting.push({ since: performance.now(), admit: admitted, refuse });
    if (!lane.asking) void ask(lane);
  });
}

/** One question at a time for all that wait. */
async function ask(lane: Lane): Promise<void> {
  lane.asking = true;
  try {
    while (lane.waiting.length > 0) {
      await settle(lane);
      const asked = lane.waiting.length;
      const answer = await leaseCalls(lane, asked);
      if (answer.granted > 0) {
        for (const caller of lane.waiting.splice(0, answer.granted)) caller.admit(allowance(lane));
        continue;
      }
      if (answer.reason === "rate") {
        lane.refuseUntil = performance.now() + Math.max(answer.retryMs ?? 0, SHORTEST_REFUSAL_MS);
        for (const caller of lane.waiting.splice(0, asked))
          caller.refuse(tooFast(answer.retryMs ?? LEASE_MS));
        continue;
      }
      const patient = answer.retryMs === null ? performance.now() : performance.now() - PATIENCE_MS;
      const refused = lane.waiting.filter((caller) => caller.since <= patient);
      lane.waiting = lane.waiting.filter((caller) => caller.since > patient);
      for (const caller of refused) caller.refuse(new ApiQuotaExceeded({ ...allowance(lane), remaining: 0 }));
      if (answer.retryMs !== null && lane.waiting.length > 0)
        await new Promise((resolve) => setTimeout(resolve, answer.retryMs ?? 0));
    }
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    for (const caller of lane.waiting.splice(0)) caller.refuse(cause);
  } finally {
    lane.asking = false;
  }
}

async function leaseCalls(lane: Lane, wanted: number) {
  const id = randomUUID();
  const askedAt = performance.now();
  const month = monthOf(new Date());
  const { ratePerSecond, rateBurst } = config().api;
  const block = Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, 2 * lane.recent));
  lane.recent = wanted;
  const [row] = await pool("cai_system").sql<
    {
      granted: number;
      leased: boolean;
      quota: string;
      taken: string;
      reason: string;
      retry_ms: number | null;
    }[]
  >`select * from lease_calls(${lane.tenantId}, ${id}, ${wanted}, ${lane.counts}, ${block}, ${LEASE_MS}, ${ratePerSecond}, ${rateBurst})`;
  if (!row) throw new Error("The database gave no answer about the calls that are left");
  lane.limit = Number(row.quota);
  lane.taken = Number(row.taken);
  const left = row.granted - wanted;
  // The lease runs from before the question, so that it ends here before it ends in the database.
  if (left > 0) {
    const timer = setTimeout(() => void settleLate(lane), LEASE_MS);
    timer.unref();
    lane.lease = { id, left, until: askedAt + LEASE_MS, month, timer };
  }
  return { granted: row.granted, reason: row.reason, retryMs: row.retry_ms };
}

/** Ends the lease: what is left of it goes back. */
async function settle(lane: Lane): Promise<void> {
  const { lease } = lane;
  if (!lease) return;
  lane.lease = null;
  clearTimeout(lease.timer);
  if (lane.counts) await pool("cai_system").sql`select settle_calls(${lease.id}, ${lease.left})`;
}

async function settleLate(lane: Lane): Promise<void> {
  await settle(lane).catch((error) =>
    logger().warn({ err: error }, "a lease of calls was not given back; it counts as used"),
  );
  if (!lane.asking && !lane.lease && lane.waiting.length === 0) shared().delete(nameOf(lane));
}

function allowance(lane: Lane): Allowance {
  const remaining = Math.max(0, lane.limit - lane.taken + (lane.lease?.left ?? 0));
  return { limit: lane.limit, remaining, resetAt: endOfMonth(monthOf(new Date())) };
}

/** The month's calls are used. */
export class ApiQuotaExceeded extends QuotaExceeded {
  readonly allowance: Allowance;
  constructor(allowance: Allowance) {
    const { limit, resetAt } = allowance;
    super(
      "api_quota_exceeded",
      problemText("usage.organisationApiCalls", { limit, again: resetAt.toISOString().slice(0, 10) }),
      {
        limit,
        remaining: 0,
        reset_at: resetAt.toISOString(),
        retry_after: Math.ceil((resetAt.getTime() - Date.now()) / 1000),
      },
    );
    this.allowance = allowance;
  }
}

function tooFast(retryMs: number): TooManyRequests {
  const seconds = Math.max(1, Math.ceil(retryMs / 1000));
  return new TooManyRequests(
    seconds,
    problemText("usage.organisationSendsMore", { ratePerSecond: config().api.ratePerSecond, seconds }),
  );
}

function lane(tenantId: string, counts: boolean): Lane {
  const lanes = shared();
  const name = nameOf({ tenantId, counts });
  let found = lanes.get(name);
  if (!found) {
    found = {
      tenantId,
      counts,
      lease: null,
      waiting: [],
      asking: false,
      refuseUntil: 0,
      recent: 0,
      limit: 0,
      taken: 0,
    };
    lanes.set(name, found);
  }
  return found;
}

const nameOf = ({ tenantId, counts }: Pick<Lane, "tenantId" | "counts">) =>
  `${counts ? "api" : "browser"}:${tenantId}`;

// On globalThis: the bundled routes and the server that shuts them down are different copies of this module.
const KEY = Symbol.for("construction-ai.call-lanes");
function shared(): Map<string, Lane> {
  const holder = globalThis as typeof globalThis & { [KEY]?: Map<string, Lane> };
  holder[KEY] ??= new Map();
  return holder[KEY];
}
