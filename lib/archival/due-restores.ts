import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { fileRestores } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { logger } from "#lib/observability/logger.ts";
import { forTenant } from "#lib/observability/tracing/span.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { advanceRestore } from "./advance-restore.ts";
import { announceRequest } from "./request-restores.ts";
import { after, COPY_MS } from "./restore-schedule.ts";
import { OPEN, type RestoreRow } from "./restore-views.ts";
import { setRestore, withRestore } from "./with-restore.ts";

const PER_PAGE = 200;
const AT_ONCE = 8;

/**
 * Looks after restores whose time has come, of all tenants or one, the longest due first: those under way, ending and ended. One
 * that is to be copied back to hot is given to a job of its own, since that can take long. One that fails keeps no other.
 * Tells whether there may be more.
 */
export async function advanceDue(
  now = new Date(),
  tenantId: string | null = null,
): Promise<{ advanced: number; failed: number; more: boolean }> {
  const due = await dueRestores(now, tenantId);
  let failed = 0;
  const left = [...due];
  const work = async () => {
    for (let row = left.shift(); row; row = left.shift()) {
      const { id, tenantId } = row;
      await forTenant("advance restore", tenantId, () => advanceOne(row, now)).catch((error) => {
        failed++;
        logger().error(
          { err: error, restoreId: id, tenant_id: tenantId },
          "a restore could not be looked after",
        );
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { advanced: due.length - failed, failed, more: due.length === PER_PAGE && failed < PER_PAGE };
}

function dueRestores(now: Date, tenantId: string | null): Promise<RestoreRow[]> {
  return withSystem((tx) =>
    tx
      .select()
      .from(fileRestores)
      .where(
        and(
          inArray(fileRestores.status, [...OPEN]),
          lte(fileRestores.nextCheckAt, now),
          tenantId === null ? undefined : eq(fileRestores.tenantId, tenantId),
        ),
      )
      .orderBy(asc(fileRestores.nextCheckAt))
      .limit(PER_PAGE),
  );
}

async function advanceOne(row: RestoreRow, now: Date): Promise<void> {
  try {
    const ctx = await systemCtx(row.tenantId);
    if (row.status === "ready" && row.permanent === "wanted")
      await withRestore(ctx, row.id, async ({ tx, row }) => {
        if (row.nextCheckAt > now) return;
        await setRestore(tx, row, { nextCheckAt: after(now, COPY_MS) });
        await announceRequest(tx, row);
      });
    else await advanceRestore(ctx, row.id, now);
  } catch (error) {
    // Its organisation is gone, and it with it.
    if (!(error instanceof NotFound)) throw error;
  }
}
