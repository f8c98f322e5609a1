import { inngest } from "#inngest/client.ts";
import { deleteLostLeases, ensurePartitions } from "#lib/usage/housekeeping.ts";
import { reconcileStorage, type StorageDrift, tenantsWithStorage } from "#lib/usage/reconcile-storage.ts";

const BATCH = 200;

/** Makes the coming months' partitions of the usage events, and compares metered storage with what is stored. */
export const nightlyUsage = inngest.createFunction(
  { id: "nightly-usage", triggers: [{ cron: "30 3 * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    await step.run("partitions", () => ensurePartitions());
    await step.run("leases", () => deleteLostLeases());
    const drifts: StorageDrift[] = [];
    let after: string | null = null;
    for (let n = 0; ; n++) {
      const from: string | null = after;
      const page: { last: string | null; drifts: StorageDrift[] } = await step.run(
        `reconcile_${n}`,
        async () => {
          const ids = await tenantsWithStorage(from, BATCH);
          const found: StorageDrift[] = [];
          for (const id of ids) {
            const drift = await reconcileStorage(id);
            if (drift) found.push(drift);
          }
          return { last: ids.length === BATCH ? (ids.at(-1) ?? null) : null, drifts: found };
        },
      );
      drifts.push(...page.drifts);
      if (!page.last) break;
      after = page.last;
    }
    return { drifts };
  },
);
