import type { z } from "zod";
import { errorCode } from "#db/error-code.ts";
import { dataExports } from "#db/schema/exports.ts";
import { audit } from "#lib/audit/record.ts";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { Conflict } from "#lib/errors.ts";
import { type ExportView, findExport, presentExport } from "#lib/exports/views.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";

/** Each reads everything there is. */
const LIMIT = { attempts: 6, windowSeconds: 24 * 3600 };

/**
 * Asks for everything the organisation has, in one archive; a job writes it and tells by mail when it is there.
 * Throws `Conflict` (`export_running`) while another one is written, `TooManyRequests` beyond six a day.
 */
export async function requestExport(ctx: Ctx): Promise<z.input<typeof ExportView>> {
  requireRole(ctx, "admin");
  await countAttempt(`export:${ctx.tenant.id}`, LIMIT);
  try {
    return await ctx.transaction(async (tx) => {
      const [row] = await tx
        .insert(dataExports)
        .values({ tenantId: ctx.tenant.id, requestedBy: userId(ctx) })
        .returning({ id: dataExports.id });
      if (!row) throw new Error("The export was not stored");
      await audit(ctx, tx, "export.requested", { type: "export", id: row.id });
      await emit(tx, {
        name: "export/requested",
        data: { tenant_id: ctx.tenant.id, export_id: row.id },
      });
      const found = await findExport(tx, row.id);
      return presentExport(found.row, found.requestedBy);
    });
  } catch (error) {
    if (errorCode(error) !== "23505") throw error;
    throw new Conflict("export_running", problemText("exports.exportBeingWritten"));
  }
}
