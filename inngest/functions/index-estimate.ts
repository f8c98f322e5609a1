import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { estimateDeleted, estimateSaved, searchIndexDue } from "#inngest/events.ts";
import { dueTenants, indexedTenants, tidyIndex, verifyTenant } from "#lib/search/catch-up.ts";
import { indexDue, isAway } from "#lib/search/index-due.ts";

/** Inngest takes 1 000 steps a run. */
const MOST_STEPS = 400;
/** Tenants of one catch-up; the next one takes the others. */
const TENANTS = 500;

/**
 * Whatever the index lacks of a tenant, in passes: one event brings all that is due, so that many at once cost no more.
 * An index that stays away is no failure: what is due is caught up with when it is back.
 */
export const indexEstimate = inngest.createFunction(
  {
    id: "index-estimate",
    triggers: [estimateSaved, estimateDeleted, searchIndexDue],
    retries: 4,
    cancelOn: [{ event: "tenant/deleted", match: "data.tenant_id" }],
    concurrency: [{ key: "event.data.tenant_id", limit: 1 }, { limit: 2 }],
  },
  async ({ event, step }) => {
    const { tenant_id } = event.data;
    const sum = { indexed: 0, removed: 0, failed: 0 };
    for (let part = 1; ; part++) {
      const pass = await step.run(`index_${part}`, () => unlessAway(() => indexDue(tenant_id)));
      if ("away" in pass) return { ...sum, away: pass.away };
      sum.indexed += pass.indexed;
      sum.removed += pass.removed;
      sum.failed += pass.failed;
      if (!pass.more) return sum;
      if (part === MOST_STEPS) {
        // A run of its own goes on, since this one's memory is full.
        await step.sendEvent("go_on", { name: "search/index.due", data: { tenant_id } });
        return sum;
      }
    }
  },
);

/** Every ten minutes: what was missed, since the index was away, was lost, or holds what another model made. */
export const catchUpIndex = inngest.createFunction(
  { id: "catch-up-index", triggers: [{ cron: "*/10 * * * *" }], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const due = await step.run("find_due", () => unlessAway(() => dueTenants(TENANTS)));
    if ("away" in due) return due;
    if (due.length > 0)
      await step.sendEvent(
        "announce",
        due.map((tenant_id) => ({ name: "search/index.due", data: { tenant_id } })),
      );
    return { tenants: due.length };
  },
);

/** Nightly: the index is held against the database, tenant by tenant, and what is left of former ones goes. */
export const verifyIndex = inngest.createFunction(
  { id: "verify-index", triggers: [{ cron: "47 3 * * *" }], retries: 2, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const tidied = await step.run("tidy", () => unlessAway(() => tidyIndex()));
    if (tidied && "away" in tidied) return tidied;
    const failed: string[] = [];
    const sum = { tenants: 0, missing: 0, stale: 0, orphans: 0 };
    for (let after: string | null = null, part = 1; part <= MOST_STEPS; part++) {
      const ids: string[] = await step.run(`tenants_${part}`, () => indexedTenants(after, 50));
      const found = await step.run(`verify_${part}`, async () => {
        const part = { missing: 0, stale: 0, orphans: 0, failed: [] as string[] };
        for (const id of ids) {
          const one = await verifyTenant(id).catch(() => null);
          if (one === null) part.failed.push(id);
          part.missing += one?.missing ?? 0;
          part.stale += one?.stale ?? 0;
          part.orphans += one?.orphans ?? 0;
        }
        return part;
      });
      sum.tenants += ids.length;
      sum.missing += found.missing;
      sum.stale += found.stale;
      sum.orphans += found.orphans;
      failed.push(...found.failed);
      after = ids.at(-1) ?? null;
      if (after === null) break;
    }
    if (failed.length > 0) throw new NonRetriableError(`These could not be verified: ${failed.join(", ")}`);
    return sum;
  },
);

async function unlessAway<T>(work: () => Promise<T>): Promise<T | { away: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && isAway(error)) return { away: error.message };
    throw error;
  }
}
