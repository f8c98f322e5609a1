import { and, eq } from "drizzle-orm";
import { epds } from "#db/schema/epds.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { nameOf } from "./epd-factor.ts";
import { findEpd } from "./find-epd.ts";
import { usesOf } from "./read-epd.ts";

/**
 * Deletes a declaration that nobody has chosen. Versions of the price book are records of what was counted by, so one that
 * stands in any of them stays. Throws `NotFound`, `Conflict` (`epd_in_use`).
 */
export async function deleteEpd(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  await ctx.transaction(async (tx) => {
    const epd = await findEpd(tx, tenantId, id);
    const [use] = await usesOf(tx, tenantId, id);
    if (use)
      throw new Conflict(
        "epd_in_use",
        problemText("epd.inUse", { entry: use.name, version: use.price_book_version }),
      );
    await tx.delete(epds).where(and(eq(epds.tenantId, tenantId), eq(epds.id, id)));
    await audit(
      ctx,
      tx,
      "epd.deleted",
      { type: "epd", id },
      { name: nameOf(epd.names), uuid: epd.uuid, version: epd.version },
    );
  });
}
