import { and, eq, isNull, or } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elementCorrections } from "#db/schema/corrections.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { lockIdleFile } from "#lib/estimates/lock-idle-file.ts";
import { refuseImpossible } from "#lib/estimates/refuse-impossible.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { analysedFile } from "#lib/processing/elements/filter.ts";
import { earlierOf, versionRow } from "#lib/revisions/series.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import type { FileKey } from "./apply-corrections.ts";
import { type CorrectionRow, elementsBehind, placeOf } from "./end-corrections.ts";
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
  const { corrections: here, leftOut } = earlier;
  await replaceStanding(ctx, tx, key, here, { reason: "", carriedFrom: earlier.fileId });
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

interface EarlierCorrections {
  fileId: string;
  filename: string;
  number: number;
  /** Of elements that are here. */
  corrections: CorrectionRow[];
  /** Of elements that are not. */
  leftOut: number;
}

/**
 * The nearest earlier version with corrections of elements of this one, of which nothing was said here or in a version between
 * yet, nor taken back; null: none.
 */
export async function earlierCorrections(tx: Transaction, key: FileKey): Promise<EarlierCorrections | null> {
  const version = await versionRow(tx, key.tenantId, key.fileId);
  if (!version) return null;
  const thingOf = (row: CorrectionRow) => `${row.kind}:${placeOf(row)}`;
  const said = new Set((await saidOf(tx, key)).map(thingOf));
  for (const { file, number } of await earlierOf(tx, version)) {
    const all = await saidOf(tx, { tenantId: key.tenantId, fileId: file.id });
    const open = all.filter((row) => row.endedAt === null && !said.has(thingOf(row)));
    const found = await elementsBehind(tx, key, open);
    const corrections = open.filter((row) => found.get(placeOf(row))?.isWhole === false);
    if (corrections.length > 0)
      return {
        fileId: file.id,
        filename: file.filename,
        number,
        corrections,
        leftOut: open.length - corrections.length,
      };
    for (const row of all) said.add(thingOf(row));
  }
  return null;
}

/** Corrections of a file that stand, and those that somebody took back. */
async function saidOf(tx: Transaction, key: FileKey): Promise<CorrectionRow[]> {
  const { tenantId, fileId, endedAt, ending } = elementCorrections;
  return tx
    .select()
    .from(elementCorrections)
    .where(
      and(eq(tenantId, key.tenantId), eq(fileId, key.fileId), or(isNull(endedAt), eq(ending, "withdrawn"))),
    );
}
