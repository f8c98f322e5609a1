import { type Within, withSystem } from "#db/tenant.ts";
import { logger } from "#lib/observability/logger.ts";
import packageJson from "../../../package.json" with { type: "json" };
import { instruments } from "./instruments.ts";
import { METRIC_LIMITS } from "./limits.ts";
import { jobQueues, outboxState, webhookQueue } from "./platform/jobs.ts";
import { archival, backup, invoiceRun, restores } from "./platform/runs.ts";
import { searchIndex } from "./platform/search.ts";
import { tenantsByPlan, tenantUsage } from "./platform/tenants.ts";
import { type Family, gauge } from "./sample.ts";
import { thisProcess } from "./this-process.ts";

/** Asks the database in a transaction that it is given; what it asks beside that, it asks before. */
type Part = (within: Within) => Promise<Family[]>;

/** What is known of the platform by asking the database, part by part: one that fails takes no other with it. */
const PARTS: Record<string, Part> = {
  job_queues: (within) => within(jobQueues),
  outbox: (within) => within(outboxState),
  webhooks: (within) => within(webhookQueue),
  tenants: tenantUsage,
  plans: (within) => within(tenantsByPlan),
  invoice_run: (within) => within(invoiceRun),
  archival,
  restores: (within) => within(restores),
  search_index: (within) => within(searchIndex),
  backup: (within) => within(backup),
};

/** Prometheus waits for ten seconds: what takes longer than this is left out, so that the rest arrives. */
export const PATIENCE_MS = 3500;

/** How long it is given again, so that many scrapes cost one. */
const FRESH_MS = 5000;
let last: { at: number; families: Promise<Family[]> } | undefined;

/** The platform as of now, up to five seconds old. Parts that fail are left out, logged and counted. */
export function collectPlatform(now = performance.now()): Promise<Family[]> {
  if (!last || now - last.at > FRESH_MS) last = { at: now, families: collect(PARTS) };
  return last.families;
}

/** For tests: the next scrape asks anew. */
export function forgetPlatform(): void {
  last = undefined;
}

export async function collect(parts: Record<string, Part>): Promise<Family[]> {
  const families = [
    gauge("build_info", "The version that answers", [{ labels: { version: packageJson.version }, value: 1 }]),
  ];
  const until = performance.now() + PATIENCE_MS;
  // One after the other: a scrape must not take the connections of people who wait.
  for (const [part, ask] of Object.entries(parts))
    families.push(...(await orNothing(part, () => ask(shortly), until)));
  return families;
}

const shortly: Within = (work) => withSystem(work, METRIC_LIMITS);

/**
 * What a part gives until then, or nothing, which `metrics_collect_errors_total` tells. It is not asked any more where that
 * time has passed.
 */
export async function orNothing(
  part: string,
  ask: () => Promise<Family[]>,
  until = performance.now() + PATIENCE_MS,
): Promise<Family[]> {
  const { collectErrors } = instruments();
  const labels = { part, process: thisProcess().id };
  // From the first scrape on, so that an alert sees the first failure as a rise.
  collectErrors.inc(labels, 0);
  const { promise: late, reject } = Promise.withResolvers<never>();
  const left = until - performance.now();
  const timer = setTimeout(() => reject(new Error(`No answer within ${PATIENCE_MS} ms`)), Math.max(0, left));
  try {
    if (left <= 0) throw new Error(`Not asked: those before it took ${PATIENCE_MS} ms`);
    return await Promise.race([ask(), late]);
  } catch (error) {
    collectErrors.inc(labels);
    logger().warn({ err: error, part }, "a part of the metrics could not be collected");
    return [];
  } finally {
    clearTimeout(timer);
  }
}
