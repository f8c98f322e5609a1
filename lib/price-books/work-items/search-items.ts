import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import { workItems } from "#db/schema/work-items.ts";
import { searchWords, unitWord } from "#lib/price-books/cwicr/words.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findLibrary } from "./find-library.ts";
import { presentItem } from "./present.ts";
import type { WorkItemList } from "./views.ts";
import { wordItems } from "./word-items.ts";

export const SearchItems = z.object({
  /** Every word, or its beginning, must be in the name, the code, or where the item stands. */
  q: z.string().trim().max(200).default(""),
  unit: z.enum(PRICE_UNITS).optional(),
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const MOST_WORDS = 10;

/** Work items of a library: those with whole words first, then by the file's order. Throws `NotFound`. */
export async function searchItems(
  ctx: Ctx,
  libraryId: string,
  { q, unit, skip, limit }: z.output<typeof SearchItems>,
): Promise<z.input<typeof WorkItemList>> {
  requireRole(ctx, "viewer");
  const key = { tenantId: ctx.tenant.id, libraryId };
  return ctx.transaction(async (tx) => {
    const library = await findLibrary(tx, key.tenantId, libraryId);
    const words = searchWords(q).slice(0, MOST_WORDS);
    if (q !== "" && words.length === 0) return { items: [], total: 0, next: null };
    const asked = [...words, ...(unit ? [unitWord(unit)] : [])];
    const found = asked.length > 0 ? await numbersWith(tx, key, asked) : null;
    const numbers = found ? found.slice(skip, skip + limit) : run(skip, limit, library.items);
    const total = found?.length ?? library.items;
    const rows = await tx
      .select(SHORT)
      .from(workItems)
      .where(and(ofLibrary(key), inArray(workItems.number, numbers.length > 0 ? numbers : [0])));
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    const next = new URLSearchParams({
      q,
      ...(unit ? { unit } : {}),
      skip: String(skip + limit),
      limit: String(limit),
    });
    return {
      items: numbers.flatMap((number) => byNumber.get(number) ?? []).map(presentItem),
      total,
      next: skip + numbers.length < total ? `/api/work-item-libraries/${libraryId}/items?${next}` : null,
    };
  });
}

type Key = { tenantId: string; libraryId: string };

const ofLibrary = ({ tenantId, libraryId }: Key) =>
  and(eq(workItems.tenantId, tenantId), eq(workItems.libraryId, libraryId));

const SHORT = {
  tenantId: workItems.tenantId,
  libraryId: workItems.libraryId,
  number: workItems.number,
  rateCode: workItems.rateCode,
  name: workItems.name,
  rateUnit: workItems.rateUnit,
  priceUnit: workItems.priceUnit,
  unitScale: workItems.unitScale,
  labourHours: workItems.labourHours,
  labourCost: workItems.labourCost,
  machineHours: workItems.machineHours,
  machineCost: workItems.machineCost,
  materialCost: workItems.materialCost,
  otherCost: workItems.otherCost,
  total: workItems.total,
};

/** Numbers have no gaps. */
const run = (skip: number, limit: number, items: number) =>
  Array.from({ length: Math.max(0, Math.min(limit, items - skip)) }, (_, at) => skip + at + 1);

/** Items that hold a word with each of these beginnings, those that hold more of them whole first. */
async function numbersWith(tx: Transaction, key: Key, words: readonly string[]): Promise<number[]> {
  const known = await wordItems(tx, key, words);
  const whole = new Map<number, number>();
  let left: Set<number> | null = null;
  for (const asked of words) {
    const here = new Set<number>();
    for (const { word, items } of known) {
      if (!word.startsWith(asked)) continue;
      for (const item of items) {
        if (left && !left.has(item)) continue;
        here.add(item);
        if (word === asked) whole.set(item, (whole.get(item) ?? 0) + 1);
      }
    }
    left = here;
  }
  return [...(left ?? [])].sort((a, b) => (whole.get(b) ?? 0) - (whole.get(a) ?? 0) || a - b);
}
