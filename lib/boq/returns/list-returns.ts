import { and, asc, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { boqReturns } from "#db/schema/boq.ts";
import { audit } from "#lib/audit/record.ts";
import { NotFound } from "#lib/errors.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findBill } from "../find-bill.ts";
import { presentReturns, type ReturnRow } from "./present-return.ts";
import type { ReturnView } from "./views.ts";

/** Every bill that bidders have returned, by bidder and newest first. Throws `NotFound`. */
export async function listReturns(
  ctx: Ctx,
  estimateId: string,
): Promise<{ items: z.input<typeof ReturnView>[] }> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const bill = await findBill(tx, ctx.tenant.id, estimateId);
    const rows = await returnsOf(tx, ctx.tenant.id, estimateId);
    const standing = new Set(standingOf(rows).map(({ id }) => id));
    return { items: await presentReturns(tx, bill, rows, standing) };
  });
}

/** Takes a returned bill away for good; the bidder's one before it stands again. Throws `NotFound`. */
export async function removeReturn(
  ctx: Ctx,
  { id, returnId }: { id: string; returnId: string },
): Promise<void> {
  requireRole(ctx, "editor");
  await ctx.transaction(async (tx) => {
    await lockEstimate(tx, ctx.tenant.id, id);
    const [row] = await tx
      .delete(boqReturns)
      .where(
        and(
          eq(boqReturns.tenantId, ctx.tenant.id),
          eq(boqReturns.estimateId, id),
          eq(boqReturns.id, returnId),
        ),
      )
      .returning();
    if (!row) throw new NotFound("return_not_found", problemText("boq.noSuchReturn"));
    await audit(
      ctx,
      tx,
      "bill_return.removed",
      { type: "estimate", id },
      { bidder: row.bidder, version: row.version, filename: row.filename },
    );
  });
}

/** By bidder, each one's newest first. */
export async function returnsOf(tx: Transaction, tenantId: string, estimateId: string): Promise<ReturnRow[]> {
  return tx
    .select()
    .from(boqReturns)
    .where(and(eq(boqReturns.tenantId, tenantId), eq(boqReturns.estimateId, estimateId)))
    .orderBy(asc(boqReturns.bidderKey), desc(boqReturns.version));
}

/** The newest of each bidder, of rows in the order of `returnsOf`. */
export const standingOf = (rows: readonly ReturnRow[]): ReturnRow[] =>
  rows.filter((row, at) => rows[at - 1]?.bidderKey !== row.bidderKey);
