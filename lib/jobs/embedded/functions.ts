import type { Inngest, InngestFunction } from "inngest";
import { z } from "zod";
import { lastOccurrence } from "./cron.ts";

/** What the embedded engine needs to know of a function. */
export interface FunctionSpec {
  id: string;
  events: string[];
  crons: string[];
  /** Attempts in all, the first included. */
  maxAttempts: number;
  limits: { key: string; limit: number; path: string[] | null }[];
  cancelOn: { event: string; path: string[] }[];
  /** The function that hears of this one's failures. */
  failureId: string | null;
}

export type FunctionSpecs = ReadonlyMap<string, FunctionSpec>;

/**
 * Reads the functions' own declarations. Throws for whatever the embedded engine does not do, naming function and
 * option, so that a function either runs as declared or is refused before the first event.
 */
export function describeFunctions(client: Inngest, functions: readonly InngestFunction.Any[]): FunctionSpecs {
  const specs = new Map<string, FunctionSpec>();
  for (const fn of functions) {
    const id = fn.id(client.id);
    if (specs.has(id)) throw new UnsupportedFunction(id, "another function has the same id");
    const options = Options.safeParse(fn.opts);
    if (!options.success) throw new UnsupportedFunction(id, z.prettifyError(options.error));
    const { triggers, retries, concurrency, cancelOn, onFailure } = options.data;
    const failureId = onFailure ? `${id}-failure` : null;
    specs.set(id, {
      id,
      events: triggers
        .flatMap((t) => (t.event ? [typeof t.event === "string" ? t.event : t.event.name] : []))
        .filter((name) => refuseInternal(id, name)),
      crons: triggers.flatMap((t) => (t.cron ? [checkedCron(id, t.cron)] : [])),
      maxAttempts: retries + 1,
      limits: limitsOf(id, concurrency),
      cancelOn: cancelOn.map((c) => ({
        event: typeof c.event === "string" ? c.event : c.event.name,
        path: cancelPath(id, c),
      })),
      failureId,
    });
    if (failureId)
      specs.set(failureId, {
        id: failureId,
        events: [],
        crons: [],
        maxAttempts: 2,
        limits: [],
        cancelOn: [],
        failureId: null,
      });
  }
  return specs;
}

export class UnsupportedFunction extends Error {
  constructor(id: string, why: string) {
    super(
      `The embedded jobs engine cannot run the function ${id}: ${why}. Leave the option out, or configure Inngest (INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY).`,
    );
    this.name = "UnsupportedFunction";
  }
}

/** The places a run of this function takes, by its event's data. */
export function placesOf(
  spec: FunctionSpec,
  event: Record<string, unknown>,
): { key: string; limit: number }[] {
  return spec.limits.map(({ key, limit, path }) => ({
    key: path ? `${key}=${JSON.stringify(valueAt(event, path) ?? null)}` : key,
    limit,
  }));
}

export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
    value,
  );
}

const notOffered = z.never("is not offered by it").optional();
const EventRef = z.union([z.string(), z.looseObject({ name: z.string() })]);
const Limit = z.object({
  limit: z.int().min(1),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).default("fn"),
});
const Trigger = z.looseObject({
  event: EventRef.optional(),
  cron: z.string().optional(),
  if: notOffered,
  jitter: notOffered,
});
const Cancel = z.object({
  event: EventRef,
  match: z.string().optional(),
  if: z.string().optional(),
  timeout: notOffered,
});

const Options = z.looseObject({
  triggers: z.array(Trigger).default([]),
  retries: z.int().min(0).max(20).default(3),
  concurrency: z
    .union([
      z.number().transform((limit) => [{ limit, scope: "fn" as const }]),
      Limit.transform((one) => [one]),
      z.array(Limit),
    ])
    .default([]),
  cancelOn: z.array(Cancel).default([]),
  onFailure: z.custom<object>((value) => value === undefined || typeof value === "function").optional(),
  batchEvents: notOffered,
  rateLimit: notOffered,
  throttle: notOffered,
  debounce: notOffered,
  singleton: notOffered,
  priority: notOffered,
  idempotency: notOffered,
  timeouts: notOffered,
});

function limitsOf(
  id: string,
  limits: { limit: number; key?: string | undefined; scope: "fn" | "env" | "account" }[],
) {
  return limits.map(({ limit, key, scope }) => {
    const owner = scope === "fn" ? id : scope;
    if (key === undefined) return { key: owner, limit, path: null };
    const literal = /^["']([^"']*)["']$/.exec(key)?.[1];
    if (literal !== undefined) return { key: `${owner}:${literal}`, limit, path: null };
    if (!key.startsWith("event."))
      throw new UnsupportedFunction(
        id,
        `a concurrency key must be a path such as event.data.tenant_id or a quoted word, not ${key}`,
      );
    return { key: `${owner}:${key}`, limit, path: pathOf(id, key.slice("event.".length)) };
  });
}

function cancelPath(
  id: string,
  { match, if: condition }: { match?: string | undefined; if?: string | undefined },
): string[] {
  const path = match ?? (condition && matchIn(condition));
  if (!path)
    throw new UnsupportedFunction(
      id,
      "cancelOn needs a match, or a condition of the form event.data.x == async.data.x",
    );
  return pathOf(id, path);
}

/** The path of a condition that asks for the same value in both events, the one form the embedded engine knows. */
export function matchIn(condition: string): string | null {
  const [, left, right] = /^\s*event\.([\w.]+)\s*==\s*async\.([\w.]+)\s*$/.exec(condition) ?? [];
  return left && left === right ? left : null;
}

function pathOf(id: string, path: string): string[] {
  if (!/^\w+(\.\w+)*$/.test(path)) throw new UnsupportedFunction(id, `${path} is not a plain path`);
  return path.split(".");
}

function checkedCron(id: string, cron: string): string {
  try {
    lastOccurrence(cron, new Date());
    return cron;
  } catch (error) {
    throw new UnsupportedFunction(
      id,
      `the schedule ${cron} cannot be read (${error instanceof Error ? error.message : error})`,
    );
  }
}

function refuseInternal(id: string, name: string): boolean {
  if (name.startsWith("inngest/") && name !== "inngest/function.invoked")
    throw new UnsupportedFunction(id, `the trigger ${name} is not offered`);
  return true;
}
