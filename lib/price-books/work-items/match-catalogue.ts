import { setImmediate } from "node:timers/promises";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { workItems } from "#db/schema/work-items.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { type CatalogueEntry, UNITS, type Unit } from "#lib/catalogue/types.ts";
import { LOCALES } from "#lib/i18n/locales.ts";
import { unitRatio } from "#lib/price-books/cwicr/units.ts";
import { searchWords, unitWord } from "#lib/price-books/cwicr/words.ts";
import { type EffectiveBook, effectiveBook } from "#lib/price-books/effective-book.ts";
import { builtInNames } from "#lib/search/materials/matcher.ts";
import { rankEntries } from "#lib/search/materials/rank-entries.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findLibrary } from "./find-library.ts";
import { divisionOf, divisionsOf, nameOfEntry, placeText, type Reason, rounded } from "./suggest.ts";
import type { CatalogueMatches } from "./views.ts";
import { wordItems } from "./word-items.ts";

export const MatchCatalogue = z.object({
  /** `unpriced`: entries without a price of the organisation's own. */
  show: z.enum(["all", "unpriced"]).default("unpriced"),
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** Items that are compared closely, of all that share a word with an entry, and of these how many are shown. */
const COMPARED = 40;
const SHOWN = 3;
const LEAST_SCORE = 0.35;
/** How much of the score is what an entry's name finds again in the item's, the rest what the item's finds in the entry's. */
const OF_ENTRY = 0.75;
const SAME_DIVISION = 0.75;
/** A word that so many letters begin with is found by its beginning: bricks by brick. */
const STEM_LETTERS = 4;

/**
 * Entries of the active price book, each with the work items of a library that could price it, the likeliest first: items
 * are found by the words of the entry's names (rare ones tell most), must be measured in its unit, and count for more where
 * their section means the same division of MasterFormat. Throws `NotFound`.
 */
export async function matchCatalogue(
  ctx: Ctx,
  libraryId: string,
  { show, skip, limit }: z.output<typeof MatchCatalogue>,
): Promise<z.input<typeof CatalogueMatches>> {
  requireRole(ctx, "viewer");
  const key = { tenantId: ctx.tenant.id, libraryId };
  return ctx.transaction(async (tx) => {
    const library = await findLibrary(tx, key.tenantId, libraryId);
    const book = await effectiveBook(tx, key.tenantId);
    const entries = [...book.catalogue.values()].filter(
      (entry) => !entry.nothingToBuy && (show === "all" || pricedBy(book, entry.id) !== "own"),
    );
    const page = entries.slice(skip, skip + limit);
    const byUnit = await itemsByUnit(tx, key);
    const items = [];
    for (const entry of page) {
      await setImmediate();
      items.push({
        catalogue_id: entry.id,
        name: nameOfEntry(book.catalogue, entry.id),
        unit: entry.unit,
        priced: pricedBy(book, entry.id),
        candidates: await candidatesFor(
          tx,
          key,
          entry,
          book,
          library.items,
          byUnit.get(entry.unit) ?? new Set(),
        ),
      });
    }
    const next = new URLSearchParams({ show, skip: String(skip + limit), limit: String(limit) });
    return {
      items,
      total: entries.length,
      next:
        skip + page.length < entries.length ? `/api/work-item-libraries/${libraryId}/matches?${next}` : null,
    };
  });
}

function pricedBy(book: EffectiveBook, id: string): "own" | "placeholder" | null {
  if (book.own.rows.some((row) => row.catalogueId === id && row.price)) return "own";
  return book.prices.rows.has(id) ? "placeholder" : null;
}

type Key = { tenantId: string; libraryId: string };

async function candidatesFor(
  tx: Transaction,
  key: Key,
  entry: CatalogueEntry,
  book: EffectiveBook,
  all: number,
  fitting: ReadonlySet<number>,
): Promise<z.input<typeof CatalogueMatches>["items"][number]["candidates"]> {
  const aliases = book.own.rows.find((row) => row.catalogueId === entry.id)?.aliases ?? [];
  const names = [
    ...new Set([entry.name, ...LOCALES.map((locale) => entryName(entry.id, entry.name, locale)), ...aliases]),
  ].map(searchWords);
  const asked = [...new Set(names.flat())].filter((word) => word.length > 2 || /\d/.test(word));
  const known = await wordItems(tx, key, asked);
  // By the beginning that asked for it; a short one counts only whole.
  const found = new Map<string, Set<number>>();
  for (const word of asked) {
    const here = new Set<number>();
    for (const one of known)
      if (one.word === word || (word.length >= STEM_LETTERS && one.word.startsWith(word)))
        for (const item of one.items) here.add(item);
    found.set(word, here);
  }
  const rarity = (word: string) => Math.log(1 + all / (1 + (found.get(word)?.size ?? 0)));
  const best = new Map<number, number>();
  for (const words of names) {
    const whole = words.reduce((sum, word) => sum + rarity(word), 0);
    const shares = new Map<number, number>();
    for (const word of words)
      for (const item of found.get(word) ?? [])
        shares.set(item, (shares.get(item) ?? 0) + rarity(word) / (whole || 1));
    for (const [item, share] of shares) if (share > (best.get(item) ?? 0)) best.set(item, share);
  }
  const numbers = [...best]
    .filter(([item]) => fitting.has(item))
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, COMPARED)
    .map(([item]) => item);
  if (numbers.length === 0) return [];
  const rows = await tx
    .select({
      number: workItems.number,
      rateCode: workItems.rateCode,
      name: workItems.name,
      rateUnit: workItems.rateUnit,
      places: workItems.places,
    })
    .from(workItems)
    .where(
      and(
        eq(workItems.tenantId, key.tenantId),
        eq(workItems.libraryId, key.libraryId),
        inArray(workItems.number, numbers),
      ),
    );
  const division = divisionOf(entry.codes.masterFormat);
  return rows
    .map((row) => {
      const own = searchWords(row.name);
      const words = asked.filter((word) =>
        own.some((one) => one === word || (word.length >= STEM_LETTERS && one.startsWith(word))),
      );
      const precision = own.length === 0 ? 0 : Math.min(1, words.length / own.length);
      const byWords = OF_ENTRY * (best.get(row.number) ?? 0) + (1 - OF_ENTRY) * precision;
      const same = division !== null && divisionsOfPlace(placeText(row.places), book).has(division);
      const reasons: Reason[] = ["words", "unit", ...(same ? (["division"] as const) : [])];
      return {
        number: row.number,
        rate_code: row.rateCode,
        name: row.name,
        rate_unit: row.rateUnit,
        score: rounded(same ? 1 - (1 - byWords) * SAME_DIVISION : byWords),
        reasons,
        words,
      };
    })
    .filter(({ score, words }) => score >= LEAST_SCORE && words.length > 0)
    .sort((a, b) => b.score - a.score || a.number - b.number)
    .slice(0, SHOWN);
}

/** Numbers of the items that are measured in each unit, looked up once. */
async function itemsByUnit(tx: Transaction, key: Key): Promise<Map<Unit, ReadonlySet<number>>> {
  const known = new Map(
    (await wordItems(tx, key, UNITS.map(unitWord))).map(({ word, items }) => [word, items]),
  );
  return new Map(
    UNITS.map((unit) => [
      unit,
      new Set(
        UNITS.filter((own) => unitRatio(own, unit) !== null).flatMap((own) => known.get(unitWord(own)) ?? []),
      ),
    ]),
  );
}

/** Sections are few and their items many: what one means is worked out once. */
function divisionsOfPlace(text: string, book: EffectiveBook): Set<string> {
  const known = places.get(text);
  if (known) return known;
  const divisions = divisionsOf(rankEntries(text, [builtInNames()], book.catalogue), book.catalogue);
  if (places.size >= MOST_PLACES) places.clear();
  places.set(text, divisions);
  return divisions;
}

const places = new Map<string, Set<string>>();
const MOST_PLACES = 2_000;
