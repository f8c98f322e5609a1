import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileRevits } from "#db/schema/revits.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { exportAdvice } from "#lib/processing/revit/export-advice.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const Parameter = z.object({ name: z.string(), value: z.string(), kind: z.string().nullable() });

/** What a Revit file says of itself. */
export const RevitView = z.object({
  file_id: z.string(),
  is_family: z.boolean(),
  /** Year of the release that it was saved by. */
  release: z.string().nullable(),
  product: z.string().nullable(),
  build: z.string().nullable(),
  worksharing: z.enum(["none", "central", "local", "workshared"]).nullable(),
  /** The file's own name when it was saved, without its folders. */
  saved_as: z.string().nullable(),
  locale: z.string().nullable(),
  part: z
    .object({
      title: z.string().nullable(),
      category: z.string().nullable(),
      parameters: z.array(Parameter),
      types: z.array(z.object({ name: z.string(), parameters: z.array(Parameter) })),
      further_types: z.number(),
    })
    .nullable(),
  /** A picture of it is under `…/revit/preview`. */
  has_preview: z.boolean(),
  /** How to export an IFC model from it. */
  advice: z.string(),
});

type RevitRow = typeof fileRevits.$inferSelect;

/** What a Revit file says of itself. Throws `Conflict` (`no_revit`, `revit_not_read`). */
export async function readRevitInfo(ctx: Ctx, fileId: string): Promise<z.input<typeof RevitView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const { part, preview, ...row } = await revitOf(tx, ctx.tenant.id, fileId);
    return {
      file_id: fileId,
      is_family: row.isFamily,
      release: row.release,
      product: row.product,
      build: row.build,
      worksharing: row.worksharing,
      saved_as: row.savedAs,
      locale: row.locale,
      part: part && {
        title: part.title,
        category: part.category,
        parameters: part.parameters,
        types: part.types,
        further_types: part.furtherTypes,
      },
      has_preview: preview !== null,
      advice: retold(exportAdvice(row)),
    };
  });
}

/** The preview of a Revit file as PNG. Throws what `readRevitInfo` does, and `NotFound` where it has none. */
export async function readRevitPreview(ctx: Ctx, fileId: string): Promise<Uint8Array> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const { preview } = await revitOf(tx, ctx.tenant.id, fileId);
    if (preview === null) throw new NotFound("no_preview", problemText("revit.noPreview"));
    return preview;
  });
}

async function revitOf(tx: Transaction, tenantId: string, fileId: string): Promise<RevitRow> {
  const { format } = await findFile(tx, fileId);
  if (format !== "rvt") throw new Conflict("no_revit", problemText("revit.noRevit"));
  const [row] = await tx
    .select()
    .from(fileRevits)
    .where(and(eq(fileRevits.tenantId, tenantId), eq(fileRevits.fileId, fileId)));
  if (!row) throw new Conflict("revit_not_read", problemText("revit.notRead"));
  return row;
}
