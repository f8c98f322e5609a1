import { createHash } from "node:crypto";
import { z } from "zod";
import { tenantSettings } from "#db/schema/tenants.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { AppError, Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { BUILT_IN, effectiveBook } from "#lib/price-books/effective-book.ts";
import { readForm } from "#lib/price-books/import-price-book.ts";
import { PriceBookView } from "#lib/price-books/list-price-books.ts";
import type { OwnLocation } from "#lib/price-books/own-row.ts";
import { readTable } from "#lib/price-books/read-table.ts";
import { setLocations } from "#lib/price-books/set-locations.ts";
import { setPriceLevels } from "#lib/search/levels/set-price-levels.ts";
import { type Ctx, joined, requireRole } from "#lib/tenancy/context.ts";
import { LEVEL_KINDS, type LevelKind, type OwnLevelRows, ownLevelRows } from "./level-table.ts";
import { type GivenLevels, parseLevels } from "./parse-levels.ts";

export const ImportedLevels = z.object({
  /** Whether the differences were taken; else they are what would change. */
  accepted: z.boolean(),
  /** Names the state that they were found against: sent back to accept them. */
  revision: z.string(),
  changes: z.array(
    z.object({
      kind: z.enum(LEVEL_KINDS),
      /** A place, "DE 2024-Q3", or "EUR → USD 2024". */
      name: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      source_before: z.string().nullable(),
      source_after: z.string().nullable(),
    }),
  ),
  unchanged: z.number(),
  /** The version that the places made; null: they stay as they are. */
  price_book: PriceBookView.nullable(),
});

const Fields = z.object({
  /** Of the differences that were shown; without it they are only told. */
  revision: z.string().max(40).optional(),
});

/**
 * A form with the field `file` (CSV or XLSX) of places, price indices and exchange rates (`LEVEL_COLUMNS`): tells what would
 * change, and with `revision`, of that answer, takes it. What a kind's rows say is all that is the organisation's own of that
 * kind; a kind without rows stays. Places make the next version of the price book. Throws `Invalid`
 * (`price_levels_invalid`) with every fault by row, 412 `price_levels_changed` where somebody changed them meanwhile.
 */
export async function importLevels(
  ctx: Ctx,
  bookId: string,
  request: Request,
): Promise<z.input<typeof ImportedLevels>> {
  requireRole(ctx, "admin");
  const form = await readForm(request);
  const { revision } = Fields.parse(Object.fromEntries([...form].filter(([name]) => name !== "file")));
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0)
    throw new Invalid("file_missing", problemText("priceBooks.sendLevels"));
  const given = parseLevels(await readTable(Buffer.from(await file.arrayBuffer())));
  return ctx.transaction(async (tx) => {
    // Whoever changes them at the same time waits: what is accepted is what was shown.
    await tx.select({ id: tenantSettings.tenantId }).from(tenantSettings).for("update");
    const book = await effectiveBook(tx, ctx.tenant.id, bookId);
    const own = await ownLevelRows(tx);
    const present = revisionOf(book.id ?? BUILT_IN, book.locations, own);
    const { changes, unchanged } = differences(given, book.locations, own);
    if (revision === undefined)
      return { accepted: false, revision: present, changes, unchanged, price_book: null };
    if (revision !== present)
      throw new AppError(412, "price_levels_changed", problemText("search.somebodyChangedPrice"));
    const changed = (kind: LevelKind) => changes.some((change) => change.kind === kind);
    const within = joined(ctx, tx);
    if (changed("index") || changed("exchange_rate"))
      await setPriceLevels(within, {
        index_values: given.index_values ?? own.index_values,
        exchange_rates: given.exchange_rates ?? own.exchange_rates,
      });
    const version =
      given.locations && changed("location")
        ? await setLocations(within, bookId, { locations: given.locations })
        : null;
    return { accepted: true, revision: present, changes, unchanged, price_book: version };
  });
}

function revisionOf(book: string, locations: readonly OwnLocation[], own: OwnLevelRows): string {
  return createHash("sha256")
    .update(JSON.stringify([book, locations, own]))
    .digest("hex")
    .slice(0, 32);
}

interface Entry {
  kind: LevelKind;
  name: string;
  value: string;
  source: string;
  /** What else makes it another one, such as other names of a place. */
  more: string;
}

const placesOf = (places: readonly OwnLocation[]): Entry[] =>
  places.map(({ name, factor, source, aliases, placeholder }) => ({
    kind: "location",
    name,
    value: factor,
    source,
    more: JSON.stringify([aliases, placeholder]),
  }));

const valuesOf = (values: OwnLevelRows["index_values"]): Entry[] =>
  values.map(({ series, period, value, source }) => ({
    kind: "index",
    name: `${series} ${period}`,
    value,
    source,
    more: "",
  }));

const ratesOf = (rates: OwnLevelRows["exchange_rates"]): Entry[] =>
  rates.map(({ from, to, period, rate, source }) => ({
    kind: "exchange_rate",
    name: `${from} → ${to} ${period}`,
    value: rate,
    source,
    more: "",
  }));

function differences(given: GivenLevels, places: readonly OwnLocation[], own: OwnLevelRows) {
  const before = [
    ...(given.locations ? placesOf(places) : []),
    ...(given.index_values ? valuesOf(own.index_values) : []),
    ...(given.exchange_rates ? ratesOf(own.exchange_rates) : []),
  ];
  const after = [
    ...placesOf(given.locations ?? []),
    ...valuesOf(given.index_values ?? []),
    ...ratesOf(given.exchange_rates ?? []),
  ];
  const keyOf = ({ kind, name }: Entry) => `${kind} ${name}`;
  const was = new Map(before.map((entry) => [keyOf(entry), entry]));
  const is = new Map(after.map((entry) => [keyOf(entry), entry]));
  const changes = [...new Map([...was, ...is]).keys()].flatMap((key) => {
    const [old, next] = [was.get(key), is.get(key)];
    const either = next ?? old;
    if (!either || (old && next && sameEntry(old, next))) return [];
    return [
      {
        kind: either.kind,
        name: either.name,
        before: old?.value ?? null,
        after: next?.value ?? null,
        source_before: old?.source ?? null,
        source_after: next?.source ?? null,
      },
    ];
  });
  return { changes, unchanged: after.length - changes.filter((change) => change.after !== null).length };
}

const sameEntry = (a: Entry, b: Entry) =>
  decimal(a.value).eq(decimal(b.value)) && a.source === b.source && a.more === b.more;
