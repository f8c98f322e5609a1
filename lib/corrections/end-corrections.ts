import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elementCorrections } from "#db/schema/corrections.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { lockIdleFile } from "#lib/estimates/lock-idle-file.ts";
import { refuseImpossible } from "#lib/estimates/refuse-impossible.ts";
import { findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import type { FileKey } from "./apply-corrections.ts";
import { targetsOf } from "./find-targets.ts";
import { recalculate } from "./recalculate.ts";
import { replaceStanding } from "./replace-standing.ts";
import type { CorrectionIds, CorrectionsChanged, WithdrawCorrections } from "./views.ts";

/**
 * Takes corrections back: what was found counts again, and the estimate is calculated anew. They are kept with who took them
 * back. Throws `NotFound` (`correction_not_found`), `Conflict` (`correction_ended`, `already_processing`).
 */
export async function withdrawCorrections(
  ctx: Ctx,
  fileId: string,
  { ids, reason }: z.output<typeof WithdrawCorrections>,
): Promise<z.input<typeof CorrectionsChanged>> {
  requireRole(ctx, "editor");
  return refuseImpossible(() =>
    ctx.transaction(async (tx) => {
      const key = { tenantId: ctx.tenant.id, fileId };
      const standing = await holdStanding(tx, key, ids);
      await tx
        .update(elementCorrections)
        .set({ endedAt: new Date(), endedBy: actor(ctx), ending: "withdrawn", endReason: reason ?? null })
        .where(
          and(
            eq(elementCorrections.tenantId, key.tenantId),
            inArray(
              elementCorrections.id,
              standing.map(({ id }) => id),
            ),
          ),
        );
      await tell(ctx, tx, fileId, "file.corrections_withdrawn", standing, { reason: reason ?? null });
      return { changed: standing.length, estimate: await recalculate(ctx, tx, fileId) };
    }),
  );
}

/**
 * A person has looked at corrections whose elements the model measures otherwise by now, and leaves them as they are: they
 * are written down anew against what the model says now. Throws as `withdrawCorrections`, and `Conflict`
 * (`correction_without_element`) for one whose element is not there to be looked at.
 */
export async function keepCorrections(
  ctx: Ctx,
  fileId: string,
  { ids }: z.output<typeof CorrectionIds>,
): Promise<z.input<typeof CorrectionsChanged>> {
  requireRole(ctx, "editor");
  return refuseImpossible(() =>
    ctx.transaction(async (tx) => {
      const key = { tenantId: ctx.tenant.id, fileId };
      const standing = await holdStanding(tx, key, ids);
      const found = await elementsBehind(tx, key, standing);
      const anew = standing.map((correction) => {
        const element = found.get(placeOf(correction));
        if (!element || element.isWhole)
          throw new Conflict(
            "correction_without_element",
            problemText("corrections.withoutElement", { element: correction.name ?? correction.globalId }),
          );
        return { ...correction, found: element.found, ifcClass: element.ifcClass, name: element.name };
      });
      await replaceStanding(ctx, tx, key, anew, { reason: "" });
      await tell(ctx, tx, fileId, "file.corrections_kept", standing, {});
      return { changed: anew.length, estimate: await recalculate(ctx, tx, fileId) };
    }),
  );
}

export type CorrectionRow = typeof elementCorrections.$inferSelect;

export const placeOf = ({ globalId, nth }: { globalId: string; nth: number }) => `${nth}:${globalId}`;

/** The elements that corrections are of, by `placeOf`. */
export async function elementsBehind(
  tx: Transaction,
  key: FileKey,
  corrections: readonly { globalId: string; nth: number }[],
) {
  const ids = [...new Set(corrections.map(({ globalId }) => globalId))];
  const isOne = sql`elements.global_id in (select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  const targets = ids.length === 0 ? [] : await targetsOf(tx, key, isOne, { all: true });
  return new Map(targets.map((target) => [placeOf(target), target]));
}

async function holdStanding(tx: Transaction, key: FileKey, ids: readonly string[]): Promise<CorrectionRow[]> {
  await findFile(tx, key.fileId);
  await lockIdleFile(tx, key.tenantId, key.fileId);
  const wanted = [...new Set(ids)];
  const mine = and(
    eq(elementCorrections.tenantId, key.tenantId),
    eq(elementCorrections.fileId, key.fileId),
    inArray(elementCorrections.id, wanted),
  );
  const rows = await tx.select().from(elementCorrections).where(mine);
  if (rows.length < wanted.length)
    throw new NotFound("correction_not_found", problemText("corrections.noSuch"));
  if (rows.some(({ endedAt }) => endedAt !== null))
    throw new Conflict("correction_ended", problemText("corrections.endedAlready"));
  return rows;
}

async function tell(
  ctx: Ctx,
  tx: Transaction,
  fileId: string,
  action: string,
  corrections: readonly CorrectionRow[],
  detail: Record<string, unknown>,
): Promise<void> {
  await audit(
    ctx,
    tx,
    action,
    { type: "file", id: fileId },
    {
      ...detail,
      corrections: corrections.length,
      first: corrections.slice(0, 20).map(({ globalId, name, kind, value, reason }) => ({
        global_id: globalId,
        name,
        kind,
        value,
        reason,
      })),
    },
  );
}

/** The corrections of a file that are in force. */
export function standingOf(tx: Transaction, { tenantId, fileId }: FileKey): Promise<CorrectionRow[]> {
  return tx
    .select()
    .from(elementCorrections)
    .where(
      and(
        eq(elementCorrections.tenantId, tenantId),
        eq(elementCorrections.fileId, fileId),
        isNull(elementCorrections.endedAt),
      ),
    );
}
