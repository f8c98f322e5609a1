import { and, eq } from "drizzle-orm";
import { workItemLibraries } from "#db/schema/work-items.ts";
import { audit } from "#lib/audit/record.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findLibrary } from "./find-library.ts";

/**
 * Deletes a library with its items, or gives up its import. Price book rows that were taken from it stay: each says in its
 * source what it came from. Throws `NotFound`.
 */
export async function deleteLibrary(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  await ctx.transaction(async (tx) => {
    const library = await findLibrary(tx, tenantId, id);
    await tx
      .delete(workItemLibraries)
      .where(and(eq(workItemLibraries.tenantId, tenantId), eq(workItemLibraries.id, id)));
    if (library.objectKey)
      await emit(tx, {
        name: "object/released",
        data: { tenant_id: tenantId, storage_key: library.objectKey },
      });
    await audit(
      ctx,
      tx,
      "work_item_library.deleted",
      { type: "work_item_library", id },
      { name: library.name, currency: library.currency, items: library.items },
    );
  });
}
