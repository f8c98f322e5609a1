import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { workItemLibraries, workItems } from "#db/schema/work-items.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

export type LibraryRow = typeof workItemLibraries.$inferSelect;
export type WorkItemRow = typeof workItems.$inferSelect;

export const LibraryId = z.object({ id: z.uuid() });
export const WorkItemNumber = LibraryId.extend({
  number: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
});

/** A library of the running organisation; throws `NotFound` alike for one that is not there and one of somebody else. */
export async function findLibrary(tx: Transaction, tenantId: string, id: string): Promise<LibraryRow> {
  const [row] = await tx
    .select()
    .from(workItemLibraries)
    .where(and(eq(workItemLibraries.tenantId, tenantId), eq(workItemLibraries.id, id)));
  if (!row) throw new NotFound("work_item_library_not_found", problemText("workItems.libraryNotFound"));
  return row;
}

export async function findItem(
  tx: Transaction,
  tenantId: string,
  libraryId: string,
  number: number,
): Promise<WorkItemRow> {
  const [row] = await tx
    .select()
    .from(workItems)
    .where(
      and(eq(workItems.tenantId, tenantId), eq(workItems.libraryId, libraryId), eq(workItems.number, number)),
    );
  if (!row) throw new NotFound("work_item_not_found", problemText("workItems.itemNotFound"));
  return row;
}
