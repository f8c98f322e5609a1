import { and, asc, gt, isNotNull, lte } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { deletionNotice } from "#inngest/events.ts";
import { uuidOf } from "#lib/jobs/embedded/ids.ts";
import { writeOutbox } from "#lib/jobs/outbox.ts";

/** How long before a deletion the admins are told once more, in days. */
export const SOON_DAYS = 2;
const PER_RUN = 50;

/** Slugs of organisations whose deletion is due, the longest due first. */
export async function dueDeletions(now = new Date()): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx
      .select({ slug: tenants.slug })
      .from(tenants)
      .where(and(isNotNull(tenants.deletionDueAt), lte(tenants.deletionDueAt, now)))
      .orderBy(asc(tenants.deletionDueAt))
      .limit(PER_RUN),
  );
  return rows.map(({ slug }) => slug);
}

/** Announces the deletions that are two days away. Each once: the event's id is made of the organisation and the time. */
export async function announceSoon(now = new Date()): Promise<number> {
  const until = new Date(now.getTime() + SOON_DAYS * 86_400_000);
  return withSystem(async (tx) => {
    const soon = await tx
      .select({ id: tenants.id, dueAt: tenants.deletionDueAt })
      .from(tenants)
      .where(and(gt(tenants.deletionDueAt, now), lte(tenants.deletionDueAt, until)));
    for (const { id, dueAt } of soon) {
      if (!dueAt) continue;
      const due_at = dueAt.toISOString();
      const data = deletionNotice.schema.parse({ tenant_id: id, notice: "soon", due_at });
      await writeOutbox(tx, {
        id: uuidOf(`deletion soon ${id} ${due_at}`),
        tenantId: id,
        name: "tenant/deletion.notice",
        data,
      });
    }
    return soon.length;
  });
}
