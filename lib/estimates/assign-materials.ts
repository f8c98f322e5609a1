import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { materialAssignments } from "#db/schema/estimates.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { BUILT_IN, type EffectiveBook, effectiveBook } from "#lib/price-books/effective-book.ts";
import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { materialsOf, reclassifyFile } from "./classify-file.ts";
import { completeEstimate } from "./complete-estimate.ts";
import type { FileMaterials } from "./file-materials.ts";
import { presentFileMaterials } from "./file-materials.ts";
import { lockIdleFile } from "./lock-idle-file.ts";
import { estimateOfFile } from "./measured-model.ts";
import { priceFile } from "./price-file.ts";
import { refuseImpossible } from "./refuse-impossible.ts";
import { storeCosts } from "./store-costs.ts";

/** Material names as the file spells them, with their catalogue entries; null forgets an assignment. */
export const AssignMaterials = z.strictObject({
  assignments: z
    .record(z.string().min(1).max(500), z.string().max(100).nullable())
    .refine(
      (all) => Object.keys(all).length > 0 && Object.keys(all).length <= 1000,
      issueText("estimates.assignBetween1"),
    ),
});

/**
 * Says what materials of a file are. It is remembered for the organisation, by the normalised name, and the file's
 * estimate is calculated again before this returns, with the price book version it had; with the active one where an
 * entry is assigned that only this one has. Throws `Invalid` for names that
 * the file does not have, for unknown entries, and (`quantities_impossible`) for amounts that cannot be counted, `Conflict` while the file is processed or was not yet.
 */
export async function assignMaterials(
  ctx: Ctx,
  fileId: string,
  { assignments }: z.output<typeof AssignMaterials>,
): Promise<z.input<typeof FileMaterials>> {
  requireRole(ctx, "editor");
  return refuseImpossible(() => ctx.transaction((tx) => assignIn(ctx, tx, fileId, assignments)));
}

async function assignIn(
  ctx: Ctx,
  tx: Transaction,
  fileId: string,
  assignments: z.output<typeof AssignMaterials>["assignments"],
) {
  const tenantId = ctx.tenant.id;
  await findFile(tx, fileId);
  await lockIdleFile(tx, tenantId, fileId);
  const before = await estimateOfFile(tx, tenantId, fileId);
  if (!before) throw new Conflict("analysis_not_ready", problemText("estimates.fileEstimateYet"));
  const book = await bookWith(tx, tenantId, before.priceBookId ?? BUILT_IN, Object.values(assignments));
  await remember(ctx, tx, fileId, assignments, book);
  await reclassifyFile(tx, { tenantId, fileId }, book);
  const estimateId = await storeCosts(ctx, tx, await priceFile(tx, tenantId, fileId, book.id ?? BUILT_IN));
  await completeEstimate(tx, tenantId, estimateId);
  return presentFileMaterials(tx, tenantId, fileId);
}

/** The version that an estimate has, or the active one where that one alone knows all the entries. */
async function bookWith(
  tx: Transaction,
  tenantId: string,
  present: string,
  entries: readonly (string | null)[],
): Promise<EffectiveBook> {
  const knowsAll = ({ catalogue }: EffectiveBook) => entries.every((id) => id === null || catalogue.has(id));
  const its = await effectiveBook(tx, tenantId, present);
  if (knowsAll(its)) return its;
  const active = await effectiveBook(tx, tenantId);
  return knowsAll(active) ? active : its;
}

async function remember(
  ctx: Ctx,
  tx: Transaction,
  fileId: string,
  assignments: Record<string, string | null>,
  book: EffectiveBook,
): Promise<void> {
  const tenantId = ctx.tenant.id;
  const present = new Set((await materialsOf(tx, tenantId, fileId)).map((material) => material.name));
  const issues = Object.entries(assignments).flatMap(([name, catalogueId]) =>
    problemOf(name, catalogueId, present, book).map((message) => ({ path: `assignments.${name}`, message })),
  );
  if (issues.length > 0) throw new Invalid("assignment_invalid", issues[0]?.message ?? "", issues);
  const now = new Date();
  const before = await remembered(tx, tenantId, Object.keys(assignments));
  for (const [name, catalogueId] of Object.entries(assignments)) {
    const normalisedName = normaliseMaterialName(name);
    if (catalogueId === null) {
      await tx
        .delete(materialAssignments)
        .where(
          and(
            eq(materialAssignments.tenantId, tenantId),
            eq(materialAssignments.normalisedName, normalisedName),
          ),
        );
    } else {
      await tx
        .insert(materialAssignments)
        .values({ tenantId, normalisedName, name, catalogueId, assignedBy: actor(ctx) })
        .onConflictDoUpdate({
          target: [materialAssignments.tenantId, materialAssignments.normalisedName],
          set: { name, catalogueId, assignedBy: actor(ctx), updatedAt: now },
        });
    }
  }
  await audit(
    ctx,
    tx,
    "materials.assigned",
    { type: "file", id: fileId },
    {},
    { before, after: assignments },
  );
}

/** What these names stood for until now, by the names as they are spelt here. */
async function remembered(tx: Transaction, tenantId: string, names: readonly string[]) {
  const normalised = names.map((name) => normaliseMaterialName(name));
  const rows = await tx
    .select({ name: materialAssignments.normalisedName, catalogueId: materialAssignments.catalogueId })
    .from(materialAssignments)
    .where(
      and(
        eq(materialAssignments.tenantId, tenantId),
        inArray(materialAssignments.normalisedName, normalised),
      ),
    );
  const known = new Map(rows.map((row) => [row.name, row.catalogueId]));
  return Object.fromEntries(names.map((name) => [name, known.get(normaliseMaterialName(name)) ?? null]));
}

function problemOf(
  name: string,
  catalogueId: string | null,
  present: ReadonlySet<string>,
  { catalogue }: EffectiveBook,
): string[] {
  if (!present.has(name)) return [problemText("estimates.fileMaterialGet", { name })];
  if (catalogueId !== null && !catalogue.has(catalogueId))
    return [problemText("estimates.catalogueEntryGet", { catalogueId })];
  if (normaliseMaterialName(name) === "") return [problemText("estimates.lettersRememberMaterial", { name })];
  return [];
}
