import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { classificationLanguage } from "#lib/catalogue/code-names.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { countedLinesOf, type EstimateRow, findEstimate, linesOf, type ShownLine } from "./measured-model.ts";
import { presentEstimate, presentMissing } from "./present-estimate.ts";
import { presentLines } from "./present-lines.ts";
import type { EstimateDetail } from "./views.ts";

export const ReadEstimate = z.object({ elements: z.enum(["true", "false"]).default("false") });

/** An estimate with its lines, by storey and by material. With `elements` each line names the elements behind it. */
export async function readEstimate(
  ctx: Ctx,
  id: string,
  { elements }: z.output<typeof ReadEstimate>,
): Promise<z.input<typeof EstimateDetail>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) =>
    presentDetail(tx, await findEstimate(tx, ctx.tenant.id, id), elements === "true"),
  );
}

export async function presentDetail(
  tx: Transaction,
  estimate: EstimateRow,
  withElements: boolean,
): Promise<z.input<typeof EstimateDetail>> {
  const { tenantId, fileId } = estimate;
  const [file] =
    fileId === null
      ? []
      : await tx
          .select({ id: files.id })
          .from(files)
          .where(and(eq(files.tenantId, tenantId), eq(files.id, fileId)));
  const [settings] = await tx
    .select({ language: tenantSettings.classificationLanguage })
    .from(tenantSettings)
    .where(eq(tenantSettings.tenantId, tenantId));
  return {
    ...presentEstimate(estimate, file !== undefined),
    materials: estimate.input,
    ...presentLines(estimate, await shownLines(tx, estimate, withElements), {
      language: classificationLanguage(settings?.language),
    }),
    unpriced: presentMissing(estimate.unpriced),
    missing_carbon: presentMissing(estimate.missingCarbon),
  };
}

async function shownLines(
  tx: Transaction,
  { tenantId, id }: EstimateRow,
  withElements: boolean,
): Promise<ShownLine[]> {
  const counted = await countedLinesOf(tx, tenantId, id);
  if (!withElements) return counted;
  const named = new Map((await linesOf(tx, tenantId, id)).map((line) => [line.position, line.elements]));
  return counted.map((line) => ({ ...line, elements: named.get(line.position) ?? [] }));
}
