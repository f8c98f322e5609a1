import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { boqItems, type ItemKind } from "#db/schema/boq.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findBill, type ItemRow, itemRowsOf, lockBill } from "./find-bill.ts";
import { lineItemId } from "./item-id.ts";
import { type AddItem, type EditItem, MOST_ITEMS } from "./items.ts";
import { presentBill } from "./present-bill.ts";
import { refuseBeyondCounting } from "./refuse-beyond-counting.ts";
import type { BillView } from "./views.ts";

type Answer = Promise<z.input<typeof BillView>>;
type Values = Pick<
  typeof boqItems.$inferInsert,
  "kind" | "description" | "quantity" | "unit" | "unitRate" | "replacesKey" | "chosen"
>;

/** Names an item of an estimate's bill. */
export interface ItemRef {
  id: string;
  itemId: string;
}

/**
 * Adds a provisional sum, an alternate or an option to a bill, and answers the bill. Throws `NotFound`, `Conflict`
 * (`bill_approved`, `too_many_items`) and `Invalid` (`item_invalid`) with the field at fault.
 */
export async function addItem(ctx: Ctx, estimateId: string, input: z.output<typeof AddItem>): Answer {
  requireRole(ctx, "editor");
  return changeItems(ctx, estimateId, async (tx) => {
    const rows = await itemRowsOf(tx, ctx.tenant.id, estimateId);
    if (rows.length >= MOST_ITEMS)
      throw new Conflict("too_many_items", problemText("boq.tooManyItems", { most: MOST_ITEMS }));
    const { replaces, unit_rate: unitRate, ...fields } = input;
    const values = checked({ ...fields, unitRate, replacesKey: await keyOf(tx, ctx, estimateId, replaces) });
    const [row] = await tx
      .insert(boqItems)
      .values({ ...values, tenantId: ctx.tenant.id, estimateId, createdBy: actor(ctx) })
      .returning();
    if (!row) throw new Error("The item was not stored");
    await leaveOthers(ctx, tx, row);
    await audit(ctx, tx, "bill_item.added", { type: "estimate", id: estimateId }, told(row));
  });
}

/** Changes an item, or chooses it, which leaves other alternates of the same line unchosen. Throws as `addItem` does. */
export async function editItem(ctx: Ctx, { id, itemId }: ItemRef, input: z.output<typeof EditItem>): Answer {
  requireRole(ctx, "editor");
  return changeItems(ctx, id, async (tx) => {
    const before = await findItem(tx, ctx, { id, itemId });
    const { replaces, unit_rate: unitRate, ...fields } = input;
    const values = checked({
      ...before,
      ...fields,
      ...(unitRate === undefined ? {} : { unitRate }),
      ...(replaces === undefined ? {} : { replacesKey: await keyOf(tx, ctx, id, replaces) }),
    });
    const [row] = await tx
      .update(boqItems)
      .set({ ...values, updatedAt: new Date() })
      .where(whereItem(ctx, { id, itemId }))
      .returning();
    if (!row) throw itemNotFound();
    await leaveOthers(ctx, tx, row);
    await audit(
      ctx,
      tx,
      "bill_item.changed",
      { type: "estimate", id },
      {},
      { before: told(before), after: told(row) },
    );
  });
}

/** Takes an item out of a bill. Throws `NotFound` and `Conflict` (`bill_approved`). */
export async function removeItem(ctx: Ctx, { id, itemId }: ItemRef): Promise<void> {
  requireRole(ctx, "editor");
  await ctx.transaction(async (tx) => {
    await lockBill(tx, ctx.tenant.id, id);
    const before = await findItem(tx, ctx, { id, itemId });
    await tx.delete(boqItems).where(whereItem(ctx, { id, itemId }));
    await audit(ctx, tx, "bill_item.removed", { type: "estimate", id }, told(before));
  });
}

async function changeItems(ctx: Ctx, estimateId: string, work: (tx: Transaction) => Promise<void>): Answer {
  const tenantId = ctx.tenant.id;
  return refuseBeyondCounting(() =>
    ctx.transaction(async (tx) => {
      await lockBill(tx, tenantId, estimateId);
      await work(tx);
      return presentBill(tx, await findBill(tx, tenantId, estimateId));
    }),
  );
}

/** What makes sense of a kind alone. */
function checked({ kind, description, quantity, unit, unitRate, replacesKey, chosen }: Values): Values {
  const faults: { path: string; message: string }[] = [];
  if (kind === "provisional" && (unitRate ?? null) === null)
    faults.push({ path: "unit_rate", message: problemText("boq.provisionalRate") });
  if (kind === "alternate" && !replacesKey)
    faults.push({ path: "replaces", message: problemText("boq.alternateReplaces") });
  if (kind !== "alternate" && replacesKey)
    faults.push({ path: "replaces", message: problemText("boq.onlyAlternates") });
  if (chosen && kind === "provisional")
    faults.push({ path: "chosen", message: problemText("boq.provisionalChosen") });
  if (chosen && (unitRate ?? null) === null)
    faults.push({ path: "unit_rate", message: problemText("boq.chosenRate") });
  const [first] = faults;
  if (first) throw new Invalid("item_invalid", first.message, faults);
  return { kind, description, quantity, unit, unitRate, replacesKey, chosen };
}

/** Of one line there is one instead at most. */
async function leaveOthers(ctx: Ctx, tx: Transaction, row: ItemRow): Promise<void> {
  if (!row.chosen || row.replacesKey === null) return;
  const left = await tx
    .update(boqItems)
    .set({ chosen: false })
    .where(
      and(
        eq(boqItems.tenantId, row.tenantId),
        eq(boqItems.estimateId, row.estimateId),
        eq(boqItems.replacesKey, row.replacesKey),
        ne(boqItems.id, row.id),
        eq(boqItems.chosen, true),
      ),
    )
    .returning();
  for (const one of left)
    await audit(
      ctx,
      tx,
      "bill_item.changed",
      { type: "estimate", id: row.estimateId },
      {},
      { before: told({ ...one, chosen: true }), after: told(one) },
    );
}

/** The key of the line that an item id names. */
async function keyOf(
  tx: Transaction,
  ctx: Ctx,
  estimateId: string,
  itemId: string | null,
): Promise<string | null> {
  if (itemId === null) return null;
  const { lines } = await findBill(tx, ctx.tenant.id, estimateId);
  const line = lines.find(({ key }) => lineItemId(key) === itemId);
  if (line) return line.key;
  const message = problemText("boq.noSuchLine", { item: itemId });
  throw new Invalid("item_invalid", message, [{ path: "replaces", message }]);
}

async function findItem(tx: Transaction, ctx: Ctx, ref: ItemRef): Promise<ItemRow> {
  const [row] = await tx.select().from(boqItems).where(whereItem(ctx, ref));
  if (!row) throw itemNotFound();
  return row;
}

const whereItem = (ctx: Ctx, { id, itemId }: ItemRef) =>
  and(eq(boqItems.tenantId, ctx.tenant.id), eq(boqItems.estimateId, id), eq(boqItems.id, itemId));

const itemNotFound = () => new NotFound("item_not_found", problemText("boq.noSuchItem"));

const told = ({ kind, description, quantity, unit, unitRate, chosen }: Pick<ItemRow, keyof Values>) => ({
  item_kind: kind satisfies ItemKind,
  description,
  quantity,
  unit,
  unit_rate: unitRate,
  chosen,
});
