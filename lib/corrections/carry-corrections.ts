import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { lockIdleFile } from "#lib/estimates/lock-idle-file.ts";
import { refuseImpossible } from "#lib/estimates/refuse-impossible.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { analysedFile } from "#lib/processing/elements/filter.ts";
import { earlierOf, versionRow } from "#lib/revisions/series.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import type { FileKey } from "./apply-corrections.ts";
import { type CorrectionRow, elementsBehind, placeOf, standingOf } from "./end-corrections.ts";
import { recalculate } from "./recalculate.ts";
import { replaceStanding } from "./replace-standing.ts";
import { countToLookAt } from "./states.ts";
import type { CorrectionsCarried } from "./views.ts";

/**
 * Takes over what people corrected in the nearest earlier version of the model that has corrections, where the element is
 * here by its GlobalId and nobody has said the same of it yet. Each is kept against what the earlier model said, so that one
 * of which this model says something else is marked for a look. Throws `NotFound`, `Conflict` (`analysis_not_ready`,
 * `already_processing`, `nothing_to_carry`).
 */
export async function carryCorrections(
  ctx: Ctx,
  fileId: string,
): Promise<z.input<typeof CorrectionsCarried>> {
  requireRole(ctx, "editor");
  return refuseImpossible(() => ctx.transaction((tx) => carryIn(ctx, tx, fileId)));
}

async function carryIn(ctx: Ctx, tx: Transaction, fileId: string) {
  const key = { tenantId: ctx.tenant.id, fileId };
  await analysedFile(tx, key.tenantId, fileId);
  await lockIdleFile(tx, key.tenantId, fileId);
  await analysedFile(tx, key.tenantId, fileId);
  const earlier = await earlierCorrections(tx, key);
  if (!earlier) throw new Conflict("nothing_to_carry", problemText("corrections.nothingToCarry"));
  const found = await elementsBehind(tx, key, earlier.corrections);
  const here = earlier.corrections.filter((correction) => {
    const element = found.get(placeOf(correction));
    return element !== undefined && !element.isWhole;
  });
  await replaceStanding(ctx, tx, key, here, { reason: "", carriedFrom: earlier.fileId });
  const leftOut = earlier.corrections.length - here.length;
  await audit(
    ctx,
    tx,
    "file.corrections_carried",
    { type: "file", id: fileId },
    { from: earlier.fileId, version: earlier.number, corrections: here.length, left_out: leftOut },
  );
  const estimate = await recalculate(ctx, tx, fileId);
  return { changed: here.length, left_out: leftOut, to_look_at: await countToLookAt(tx, key), estimate };
}

/** The nearest earlier version with corrections of things of which nothing is said here yet; null: none. */
export async function earlierCorrections(
  tx: Transaction,
  key: FileKey,
): Promise<{ fileId: string; filename: string; number: number; corrections: CorrectionRow[] } | null> {
  const version = await versionRow(tx, key.tenantId, key.fileId);
  if (!version) return null;
  const thingOf = (row: CorrectionRow) => `${row.kind}:${placeOf(row)}`;
  const mine = new Set((await standingOf(tx, key)).map(thingOf));
  for (const { file, number } of await earlierOf(tx, version)) {
    const all = await standingOf(tx, { tenantId: key.tenantId, fileId: file.id });
    if (all.length === 0) continue;
    const corrections = all.filter((row) => !mine.has(thingOf(row)));
    return corrections.length === 0
      ? null
      : { fileId: file.id, filename: file.filename, number, corrections };
  }
  return null;
}
