import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/**
 * One process moves a file at a time: it holds the row's claim (`move_id`) from before its first write to a store until
 * after its last deletion, so that no late deletion meets a copy that a later move has made. `moving_since` is renewed
 * while it works; a claim that was not renewed for this long died with its process and is settled (settle-move.ts).
 * Longer than any one request to a store may take with its repeats.
 */
const MOVE_LIMIT_MINUTES = 15;
const BEAT_MS = 20_000;

/** Whether a claim died, as SQL over a row of `files`. */
export const deadClaim = () =>
  sql`${files.movingSince} < now() - ${MOVE_LIMIT_MINUTES} * interval '1 minute'`;

/** Another process has the file by now, or it was deleted: what is under way is to stop and touch nothing more. */
export class ClaimLost extends Error {
  constructor(fileId: string) {
    super(`The move of file ${fileId} is another process's by now, or the file was deleted.`);
    this.name = "ClaimLost";
  }
}

/**
 * A claim's id for an attempt of the move `moveId`: its own, so that an earlier attempt that is still alive finds itself
 * shut out; with the move's first half, so that a repeated step knows its predecessor's claim and need not wait.
 */
export function newClaim(moveId: string): string {
  return moveId.slice(0, 18) + randomUUID().slice(18);
}

/** Whether the row's claim is of an attempt of the same move. */
export const claimOfMove = (moveId: string) => sql`left(${files.moveId}::text, 18) = ${moveId.slice(0, 18)}`;

/**
 * Renews a claim; at most once in `everyMs` a write, so it may be called at every line and chunk. Throws `ClaimLost` when the
 * claim is not held any more. Call it before each change of a store.
 */
export function heartbeatOf(ctx: Ctx, fileId: string, claim: string, everyMs = BEAT_MS): () => Promise<void> {
  let renewedAt = performance.now();
  return async () => {
    if (performance.now() - renewedAt < everyMs) return;
    const held = await ctx.transaction((tx) =>
      tx
        .update(files)
        .set({ movingSince: sql`now()` })
        .where(and(eq(files.id, fileId), eq(files.moveId, claim)))
        .returning({ id: files.id }),
    );
    if (held.length === 0) throw new ClaimLost(fileId);
    renewedAt = performance.now();
  };
}

/** Ends a claim whose work is done. */
export async function releaseClaim(ctx: Ctx, fileId: string, claim: string): Promise<void> {
  await ctx.transaction((tx) =>
    tx
      .update(files)
      .set({ moveId: null, movingSince: null })
      .where(and(eq(files.id, fileId), eq(files.moveId, claim))),
  );
}

/** Gives up a claim with its work half done: the next attempt, or the sweep, takes it over at once. */
export async function abandonClaim(ctx: Ctx, fileId: string, claim: string): Promise<void> {
  await ctx.transaction((tx) =>
    tx
      .update(files)
      .set({ movingSince: sql`'epoch'` })
      .where(and(eq(files.id, fileId), eq(files.moveId, claim))),
  );
}
