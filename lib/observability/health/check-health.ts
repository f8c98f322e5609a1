import { z } from "zod";
import { logger } from "#lib/observability/logger.ts";
import { PART_NAMES, PARTS, type PartName, PartState } from "./parts.ts";
import { TooLate, within } from "./within.ts";

/** How long a part may take to answer, in milliseconds: less than whoever asks waits for. */
const LIMIT_MS = 3_000;
/** And one that everything else works without. */
const OTHERS_LIMIT_MS = 2_000;
/** How long an answer is given again, in milliseconds: however many ask, the parts are asked about once a second. */
const FRESH_MS = 1_500;

export const PartHealth = z.object({
  name: z.enum(PART_NAMES),
  state: PartState,
  /** Since when this process finds it so. */
  since: z.string(),
});
export type PartHealth = z.infer<typeof PartHealth>;

export interface Health {
  /** `down`: nothing can be served. `degraded`: some of the product waits or is away. */
  status: PartState;
  parts: PartHealth[];
}

/** How everything is that the product stands on, at most `FRESH_MS` old. Never throws and ends in time. */
export function checkHealth(limitMs = LIMIT_MS): Promise<Health> {
  const now = Date.now();
  if (!checked || now >= checked.until) {
    const asked = { until: Number.POSITIVE_INFINITY, health: askAll(limitMs) };
    // Whoever comes while it is asked waits for the same answer.
    void asked.health.then(() => {
      asked.until = Date.now() + FRESH_MS;
    });
    checked = asked;
  }
  return checked.health;
}
let checked: { until: number; health: Promise<Health> } | undefined;

/** The next question is asked anew. */
export function forgetHealth(): void {
  checked = undefined;
}

async function askAll(limitMs: number): Promise<Health> {
  const parts = await Promise.all(PART_NAMES.map((name) => askPart(name, limitMs)));
  return { status: overall(parts), parts };
}

function overall(parts: readonly PartHealth[]): PartState {
  if (parts.some(({ name, state }) => PARTS[name].isVital && state === "down")) return "down";
  return parts.every(({ state }) => state === "ready") ? "ready" : "degraded";
}

const known = new Map<PartName, PartHealth>();

async function askPart(name: PartName, limitMs: number): Promise<PartHealth> {
  const { isVital, ask, label } = PARTS[name];
  let state: PartState = "down";
  let cause: unknown;
  try {
    state = await within(isVital ? limitMs : Math.min(limitMs, OTHERS_LIMIT_MS), ask());
  } catch (error) {
    cause = error;
    // What is only late may still serve; what everything waits for does not.
    if (error instanceof TooLate && !isVital) state = "degraded";
  }
  const before = known.get(name);
  if (before?.state === state) return before;
  const now = { name, state, since: new Date().toISOString() };
  known.set(name, now);
  if (state !== "ready") logger().warn({ part: name, state, err: cause }, `${label} is ${state}`);
  else if (before) logger().info({ part: name, state }, `${label} is ready again`);
  return now;
}
