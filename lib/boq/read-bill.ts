import { z } from "zod";
import { CLASSIFICATIONS } from "#db/schema/boq.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findBill } from "./find-bill.ts";
import { presentBill } from "./present-bill.ts";
import type { BillView } from "./views.ts";

export const ReadBill = z.object({
  /** To look at it in another classification than its own. */
  classification: z.enum(CLASSIFICATIONS).optional(),
});

/** An estimate as a bill of quantities: its lines in sections, what was added to them, and what is laid upon the works. Throws `NotFound`. */
export async function readBill(
  ctx: Ctx,
  estimateId: string,
  { classification }: z.output<typeof ReadBill> = {},
): Promise<z.input<typeof BillView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) =>
    presentBill(tx, await findBill(tx, ctx.tenant.id, estimateId, classification)),
  );
}
