import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { costEstimates } from "#db/schema/estimates.ts";
import { fileAnalyses } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { Reason } from "#lib/corrections/reason.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { FloorArea } from "#lib/processing/materials/manual-input.ts";
import { reopenRecalculated } from "#lib/review/reopen-recalculated.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import { floorAreaOf } from "./floor-area.ts";
import { lockIdleFile } from "./lock-idle-file.ts";

export const ConfirmFloorArea = z.strictObject({
  floor_area_m2: FloorArea,
  /** Why it is not what the file says; needed where it is not. */
  reason: Reason.optional(),
});

export const FloorAreaView = z.object({
  floor_area_m2: z.number().nullable(),
  source: z.enum(["confirmed", "stated", "measured", "none"]),
  kind: z.enum(["confirmed", "gross", "net", "none"]),
});

/**
 * Confirms or corrects the floor area that every figure per m² of a file is for; it survives re-runs. Throws `Invalid`
 * (`floor_area_reason_needed`) for another area than the file's without a reason.
 */
export async function confirmFloorArea(
  ctx: Ctx,
  fileId: string,
  { floor_area_m2: m2, reason }: z.output<typeof ConfirmFloorArea>,
): Promise<z.input<typeof FloorAreaView>> {
  return settle(ctx, fileId, { m2, reason: reason ?? null }, "file.floor_area_confirmed");
}

/** Goes back to the floor area that the file itself states, or that was measured. */
export async function resetFloorArea(ctx: Ctx, fileId: string): Promise<z.input<typeof FloorAreaView>> {
  return settle(ctx, fileId, { m2: null, reason: null }, "file.floor_area_reset");
}

async function settle(
  ctx: Ctx,
  fileId: string,
  { m2, reason }: { m2: number | null; reason: string | null },
  action: string,
): Promise<z.input<typeof FloorAreaView>> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    await findFile(tx, fileId);
    await lockIdleFile(tx, tenantId, fileId);
    const mine = and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId));
    const [former] = await tx.select().from(fileAnalyses).where(mine);
    const before = former ? floorAreaOf(former).m2 : null;
    const found = former ? floorAreaOf({ ...former, floorAreaOverride: null }).m2 : null;
    const isCorrected = m2 !== null && found !== null && !isSameArea(m2, found);
    if (isCorrected && reason === null)
      throw new Invalid(
        "floor_area_reason_needed",
        problemText("corrections.areaReason", { given: m2, found }),
      );
    const [analysis] = await tx
      .update(fileAnalyses)
      .set({
        floorAreaOverride: m2,
        floorAreaConfirmedBy: m2 === null ? null : userId(ctx),
        floorAreaConfirmedAt: m2 === null ? null : new Date(),
        floorAreaReason: reason,
      })
      .where(mine)
      .returning();
    if (!analysis) throw new Conflict("analysis_not_ready", problemText("common.takeOffFile"));
    const area = floorAreaOf(analysis);
    const [estimate] = await tx
      .update(costEstimates)
      .set({ floorAreaM2: area.m2 })
      .where(and(eq(costEstimates.tenantId, tenantId), eq(costEstimates.fileId, fileId)))
      .returning({ id: costEstimates.id });
    await emit(tx, { name: "search/index.due", data: { tenant_id: tenantId } });
    const change = { before: { floor_area_m2: before }, after: { floor_area_m2: area.m2 } };
    const detail = { source: area.source, ...(reason === null ? {} : { reason }) };
    await audit(ctx, tx, action, { type: "file", id: fileId }, detail, change);
    if (estimate && before !== area.m2) await reopenRecalculated(ctx, tx, estimate.id);
    return { floor_area_m2: area.m2, source: area.source, kind: area.kind };
  });
}

/** Within what a form rounds to. */
const isSameArea = (a: number, b: number) => Math.abs(a - b) <= 0.005 + 1e-9;
