import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { audit } from "#lib/audit/record.ts";
import { Invalid } from "#lib/errors.ts";
import { lockIdleFile } from "#lib/estimates/lock-idle-file.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { refuseImpossible } from "#lib/estimates/refuse-impossible.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { BUILT_IN, effectiveBook } from "#lib/price-books/effective-book.ts";
import { analysedFile } from "#lib/processing/elements/filter.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { QUANTITY_KINDS, refuseAbsurd } from "./bounds.ts";
import { correctedMaterials } from "./corrected-materials.ts";
import { findTargets, type Target } from "./find-targets.ts";
import { recalculate } from "./recalculate.ts";
import { type NewCorrection, replaceStanding } from "./replace-standing.ts";
import type { CorrectionsChanged, MakeCorrections } from "./views.ts";

type Asked = z.output<typeof MakeCorrections>;

/**
 * Corrects elements of a file's take-off: their quantities, what they are made of, or that they do not count, with the
 * reason. What was said of the same before is ended and kept. The file's estimate is calculated again before this returns;
 * an approved one is a draft again. Throws `NotFound` without the file, `Conflict` (`analysis_not_ready`,
 * `already_processing`), `Invalid` as `findTargets`, `refuseAbsurd` and `correctedMaterials` do, `element_excluded`, and
 * `quantities_impossible`.
 */
export async function makeCorrections(
  ctx: Ctx,
  fileId: string,
  asked: Asked,
): Promise<z.input<typeof CorrectionsChanged>> {
  requireRole(ctx, "editor");
  return refuseImpossible(() => ctx.transaction((tx) => makeIn(ctx, tx, fileId, asked)));
}

async function makeIn(ctx: Ctx, tx: Transaction, fileId: string, asked: Asked) {
  const key = { tenantId: ctx.tenant.id, fileId };
  await analysedFile(tx, key.tenantId, fileId);
  await lockIdleFile(tx, key.tenantId, fileId);
  // Read again: what held the file may have replaced the take-off.
  const { storeys } = await analysedFile(tx, key.tenantId, fileId);
  const targets = await findTargets(tx, key, asked, storeys);
  mayBeCorrected(targets, asked);
  const said = await saidOf(tx, key, asked);
  const corrections = targets.flatMap((target) => said.map((what) => ({ ...target, ...what })));
  const before = await replaceStanding(ctx, tx, key, corrections, { reason: asked.reason });
  await audit(
    ctx,
    tx,
    "file.elements_corrected",
    { type: "file", id: fileId },
    { elements: targets.length, reason: asked.reason, first: targets.slice(0, 20).map(told) },
    { before: { corrections: before.slice(0, 20) }, after: { corrections: said.map(shortly) } },
  );
  return { changed: targets.length, estimate: await recalculate(ctx, tx, fileId) };
}

function mayBeCorrected(targets: readonly Target[], { quantities, excluded }: Asked): void {
  for (const target of targets) {
    if (target.isExcluded && !excluded)
      throw new Invalid(
        "element_excluded",
        problemText("corrections.isExcluded", { element: target.name ?? target.globalId }),
      );
    if (quantities) refuseAbsurd(target, quantities);
  }
}

type Said = Pick<NewCorrection, "kind" | "value" | "materials">;

/** What a call says of each of its elements, thing by thing. */
async function saidOf(
  tx: Transaction,
  { tenantId, fileId }: { tenantId: string; fileId: string },
  { quantities, materials, excluded }: Asked,
): Promise<Said[]> {
  if (excluded) return [{ kind: "exclusion", value: null, materials: null }];
  const said: Said[] = QUANTITY_KINDS.flatMap((kind) => {
    const value = quantities?.[kind];
    return value === undefined ? [] : [{ kind, value, materials: null }];
  });
  if (materials) {
    const estimate = await estimateOfFile(tx, tenantId, fileId);
    const book = await effectiveBook(
      tx,
      tenantId,
      estimate?.priceBookId ?? (estimate ? BUILT_IN : undefined),
    );
    said.push({
      kind: "material",
      value: null,
      materials: await correctedMaterials(tx, tenantId, materials, book),
    });
  }
  return said;
}

const told = ({ globalId, ifcClass, name }: Target) => ({ global_id: globalId, ifc_class: ifcClass, name });

const shortly = ({ kind, value, materials }: Said) => ({
  kind,
  ...(value === null ? {} : { value }),
  ...(materials === null ? {} : { materials: materials.map(({ name, share }) => `${name} (${share})`) }),
});
