import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { inngest } from "#inngest/client.ts";
import { tenantDeleted } from "#inngest/events.ts";
import { forgetJobs } from "#lib/jobs/forget-jobs.ts";
import { forgetTenant } from "#lib/search/catch-up.ts";
import { objectStores } from "#lib/storage/index.ts";
import { auditAnchorPrefix, logsPrefix, tenantPrefix } from "#lib/storage/keys.ts";
import { isClosed } from "#lib/tenancy/closed.ts";
import { purgePrefix } from "#lib/tenancy/purge-objects.ts";
import { unlessRestoring } from "#lib/tenancy/restoring.ts";

/** As long as an upload may take that was under way when its organisation was deleted. */
const LATE_WRITERS = "24h";
/** Of one pass and bucket, 500 objects each; Inngest takes 1 000 steps a run. */
const MOST_STEPS = 240;

/**
 * A deleted organisation leaves the machinery of jobs, then every store, a bounded number of objects a step; and once more
 * when nobody can write any longer. One that was restored meanwhile keeps what it has.
 */
export const purgeTenant = inngest.createFunction(
  { id: "purge-tenant", triggers: [tenantDeleted], retries: 10, concurrency: [{ limit: 2 }] },
  async ({ event, step }) => {
    for (const pass of ["now", "late"] as const) {
      if (pass === "late") await step.sleep("late_writers", LATE_WRITERS);
      if (await step.run(`is_back_${pass}`, () => isBack(event.data.tenant_id))) return;
      await step.run(`forget_jobs_${pass}`, () => forgetJobs(event.data.tenant_id));
      const forget = step.run(`forget_index_${pass}`, () => forgetTenant(event.data.tenant_id));
      // An index that is away must not keep the objects; the second pass finds it back, or fails in sight.
      await (pass === "now" ? forget.catch(() => {}) : forget);
      for (const [name, bucket, prefix] of placesOf(event.data.tenant_id)) {
        for (let part = 1; ; part++) {
          const { more } = await step.run(`purge_${name}_${pass}_${part}`, () =>
            unlessBack(event.data.tenant_id, () => purgePrefix(objectStores()[bucket], prefix)),
          );
          if (!more) break;
          if (part === MOST_STEPS) {
            // A run of its own goes on, since this one's memory is full.
            await step.sendEvent("go_on", { name: "tenant/deleted", data: event.data });
            return;
          }
        }
      }
    }
  },
);

/** It is there again, or comes back right now; a restore that fails announces the deletion anew. */
async function isBack(tenantId: string): Promise<boolean> {
  return (await unlessRestoring(tenantId, (tx) => livesAgain(tx, tenantId))) ?? true;
}

/** A restore that begins meanwhile waits until the part is done. */
async function unlessBack(
  tenantId: string,
  purge: () => Promise<{ purged: number; more: boolean }>,
): Promise<{ purged: number; more: boolean }> {
  const purged = await unlessRestoring(tenantId, async (tx) =>
    (await livesAgain(tx, tenantId)) ? null : purge(),
  );
  return purged ?? { purged: 0, more: false };
}

/** A closed organisation's row stays for its invoices; any other row is an organisation that lives. */
async function livesAgain(tx: Transaction, tenantId: string): Promise<boolean> {
  const rows = await tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.id, tenantId));
  return rows.some(({ slug }) => !isClosed(slug));
}

/** Everything of a tenant in the stores: what the step is called, its bucket and prefix. */
const placesOf = (tenantId: string) =>
  [
    ["files", "files", tenantPrefix("files", tenantId)],
    ["archive", "archive", tenantPrefix("archive", tenantId)],
    ["audit", "archive", auditAnchorPrefix(tenantId)],
    ["logs", "archive", logsPrefix(tenantId)],
  ] as const;
