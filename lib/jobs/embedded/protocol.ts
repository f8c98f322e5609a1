import { z } from "zod";
import type { RunError } from "#db/schema/jobs.ts";
import type { ServedHandler } from "#lib/jobs/handler.ts";
import type { HeldRun } from "./runs.ts";
import type { Steps } from "./steps.ts";

export interface Ask {
  /** The one step to run; without it the function goes on from its memory. */
  stepId?: string;
  attempt: number;
  maxAttempts: number;
  /** Only name the steps that come next. */
  planOnly: boolean;
}

export type Op = z.infer<typeof Op>;
export type Answer =
  | { kind: "completed"; output: unknown }
  | { kind: "rejected"; error: RunError; retry: boolean; retryAfter: Date | null }
  | { kind: "ops"; ops: Op[]; retryAfter: Date | null };

/** Calls a served function once, in this process, by Inngest's protocol (SDK 4: POST fnId, stepId; 200, 206, 400, 500). */
export async function callFunction(
  handler: ServedHandler,
  run: HeldRun,
  steps: Steps,
  ask: Ask,
): Promise<Answer> {
  const settled = [...steps.values()].filter((s) => s.status === "done");
  const order = settled.map((s) => s.stepId);
  const url = new URL("http://embedded/api/inngest");
  url.searchParams.set("fnId", run.functionId);
  url.searchParams.set("stepId", ask.stepId ?? "step");
  const response = await handler(
    new Request(url, {
      method: "POST",
      headers: { host: "embedded", "content-type": "application/json" },
      body: JSON.stringify({
        version: 2,
        event: run.event,
        events: [run.event],
        // A memory has exactly these keys: the SDK takes an object with others for the data itself.
        steps: Object.fromEntries(
          settled.map((s) => [
            s.stepId,
            s.error ? { type: "error", error: s.error } : { type: "data", data: s.data },
          ]),
        ),
        ctx: {
          run_id: run.id,
          attempt: ask.attempt,
          max_attempts: ask.maxAttempts,
          disable_immediate_execution: ask.planOnly || ask.stepId !== undefined,
          use_api: false,
          stack: { stack: order, current: order.length },
        },
      }),
    }),
  );
  const text = await response.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  const retryAfter = readRetryAfter(response.headers.get("retry-after"));
  if (response.status === 200) return { kind: "completed", output: body };
  if (response.status === 206) return { kind: "ops", ops: z.array(Op).parse(body), retryAfter };
  return {
    kind: "rejected",
    error: toRunError(body),
    retry: response.headers.get("x-inngest-no-retry") !== "true",
    retryAfter,
  };
}

const Op = z.looseObject({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.looseObject({}).nullish(),
});

/** An error in the shape the SDK serialises, whatever came. */
export function toRunError(error: unknown): RunError {
  const parsed = SerializedError.safeParse(error);
  if (!parsed.success)
    return { name: "Error", message: typeof error === "string" ? error : JSON.stringify(error) };
  const { name, message, error: text, stack, cause } = parsed.data;
  return {
    name: name ?? "Error",
    message: message ?? text ?? "Unknown error",
    ...(stack ? { stack } : {}),
    ...(cause === undefined ? {} : { cause }),
  };
}

const SerializedError = z.object({
  name: z.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  stack: z.string().optional(),
  cause: z.unknown().optional(),
});

function readRetryAfter(header: string | null): Date | null {
  if (header === null) return null;
  const seconds = Number(header);
  const at = Number.isFinite(seconds) ? Date.now() + seconds * 1000 : Date.parse(header);
  return Number.isNaN(at) ? null : new Date(at);
}

/** When a sleep or a wait that begins now ends: the SDK writes `1d2h3s`, or a date for `sleepUntil`. */
export function timeAfter(now: number, time: string): Date {
  if (time === "") return new Date(now);
  const parts = [...time.matchAll(/(\d+(?:\.\d+)?)(ms|w|d|h|m|s)/g)];
  if (parts.length > 0 && parts.map((p) => p[0]).join("") === time) {
    return new Date(
      parts.reduce((at, [, n, unit]) => at + Number(n) * (UNITS[unit ?? ""] ?? Number.NaN), now),
    );
  }
  const at = Date.parse(time);
  if (Number.isNaN(at)) throw new Error(`The time ${time} of a step is not understood`);
  return new Date(at);
}

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
