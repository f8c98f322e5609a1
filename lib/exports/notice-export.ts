import { and, eq } from "drizzle-orm";
import { memberships } from "#db/schema/auth.ts";
import { dataExports } from "#db/schema/exports.ts";
import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import { notify } from "#lib/notifications/notify.ts";

/** Tells in the product that an export has ended: the admin who asked, or all of them where a key did; `cause` names the event. */
export async function noticeExport(
  { tenant_id: tenantId, export_id: exportId }: EventData<"export/finished">,
  cause: string,
): Promise<void> {
  await withSystem(async (tx) => {
    const [found] = await tx
      .select({ status: dataExports.status, admin: memberships.userId })
      .from(dataExports)
      .leftJoin(
        memberships,
        and(
          eq(memberships.tenantId, dataExports.tenantId),
          eq(memberships.userId, dataExports.requestedBy),
          eq(memberships.role, "admin"),
        ),
      )
      .where(and(eq(dataExports.tenantId, tenantId), eq(dataExports.id, exportId)));
    if (found?.status !== "ready" && found?.status !== "failed") return;
    await notify(tx, {
      tenantId,
      kind: found.status === "ready" ? "export_ready" : "export_failed",
      to: found.admin ? [found.admin] : { admins: true },
      cause,
      exportId,
    });
  });
}
