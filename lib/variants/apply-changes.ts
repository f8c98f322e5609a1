import { decimal } from "#lib/catalogue/decimal.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import type { EffectivePriceBook, EffectiveRow } from "#lib/catalogue/layer-price-books.ts";
import { findLocation } from "#lib/catalogue/location-factors.ts";
import type { Catalogue, CatalogueEntry } from "#lib/catalogue/types.ts";
import { Invalid } from "#lib/errors.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { EffectiveBook } from "#lib/price-books/effective-book.ts";
import type { CostOptions } from "#lib/processing/costs/estimate-costs.ts";
import type { MeasuredLine, MeasuredModel } from "#lib/processing/materials/types.ts";
import type { Change } from "./changes.ts";
import { type SwapRefusal, swapLine } from "./swap-line.ts";

/** What is priced and counted: the arguments of `estimateCosts` and `calculateCarbon`. */
export interface Basis {
  model: MeasuredModel;
  catalogue: Catalogue;
  prices: EffectivePriceBook;
  options: CostOptions;
}

/** A line on its way through the changes, with the entry and the price that are its own. */
interface Piece {
  line: MeasuredLine;
  entry: CatalogueEntry | undefined;
  row: EffectiveRow | undefined;
  /** Installed at the place, as given; it beats the row whatever the place. */
  rate: string | null;
  isChanged: boolean;
}

/**
 * An estimate's basis with changes in it, made one after the other. Lines keep their keys and their order. A changed line
 * stands in the catalogue and the price book under its own key, so that others of the same entry stay as they are.
 * Throws `Invalid` (`change_impossible`) that names each change that cannot be made and why.
 */
export function applyChanges(
  basis: Basis,
  book: Pick<EffectiveBook, "locations">,
  changes: readonly Change[],
): Basis {
  const pieces: Piece[] = basis.model.lines.map((line) => ({
    line,
    entry: basis.catalogue.get(line.catalogueId),
    row: basis.prices.rows.get(line.catalogueId),
    rate: null,
    isChanged: false,
  }));
  let options = basis.options;
  const issues = changes.flatMap((change, index) => {
    if (change.kind === "terms") {
      options = optionsAfter(options, book, change);
      return [];
    }
    const problem = changeLines(pieces, basis, change);
    return problem ? [{ path: `changes.${index}`, message: problem }] : [];
  });
  if (issues.length > 0)
    throw new Invalid("change_impossible", issues.map(({ message }) => message).join(" "), issues);
  return assembled(basis, pieces, options);
}

function optionsAfter(
  options: CostOptions,
  { locations }: Pick<EffectiveBook, "locations">,
  change: Extract<Change, { kind: "terms" }>,
): CostOptions {
  return {
    location: change.location === undefined ? options.location : findLocation(change.location, locations),
    laborRate: change.labor_rate ?? options.laborRate,
    equipmentRate: change.equipment_rate ?? options.equipmentRate,
  };
}

/** A sentence where the change cannot be made. */
function changeLines(
  pieces: Piece[],
  basis: Basis,
  change: Exclude<Change, { kind: "terms" }>,
): string | null {
  const of = change.kind === "swap_material" ? change.from : change.catalogue_id;
  const meant = pieces.filter(
    ({ line }) =>
      line.catalogueId === of && (change.ifc_class === undefined || line.ifcClass === change.ifc_class),
  );
  if (meant.length === 0) {
    return problemText("variants.noLineOf", {
      basis: nameOf(basis, of),
      inClass: change.ifc_class ? "yes" : "no",
      ifcClass: change.ifc_class ?? "",
    });
  }
  for (const piece of meant) {
    const problem = changePiece(piece, basis, change);
    if (problem) return problem;
    piece.isChanged = true;
  }
  return null;
}

function changePiece(piece: Piece, basis: Basis, change: Exclude<Change, { kind: "terms" }>): string | null {
  switch (change.kind) {
    case "swap_material":
      return swap(piece, basis, change.to);
    case "unit_rate":
      if (!piece.entry) return unknownEntry(piece.line.catalogueId);
      piece.rate = change.rate;
      return null;
    case "waste": {
      if (!piece.entry) return unknownEntry(piece.line.catalogueId);
      const { waste } = piece.entry;
      piece.row = piece.row && rowAfterWaste(piece.row, waste.rate, change.rate);
      piece.entry = { ...piece.entry, waste: { ...waste, rate: Number(change.rate), source: OWN_SOURCE } };
      return null;
    }
  }
}

function swap(piece: Piece, { catalogue, prices }: Basis, id: string): string | null {
  const { entry: from } = piece;
  const to = catalogue.get(id);
  if (!to) return unknownEntry(id);
  if (!from) return unknownEntry(piece.line.catalogueId);
  const line = swapLine(piece.line, from, to);
  if (typeof line === "string") return refusal(line, from, to);
  piece.line = line;
  piece.entry = to;
  piece.row = prices.rows.get(id);
  piece.rate = null;
  return null;
}

/**
 * What is bought for a net quantity is 1 / (1 − waste), so the material's share of the price moves by the quotient of
 * both; an installed price, whose allowance is 0 since it holds its waste already, moves alike.
 */
function rowAfterWaste(row: EffectiveRow, before: number, after: string): EffectiveRow {
  const bought = (rate: number | string) => decimal(1).minus(rate);
  const allowance = decimal(1).plus(row.wasteAllowance).times(bought(before)).div(bought(after)).minus(1);
  return { ...row, wasteAllowance: allowance.toFixed() };
}

const OWN_SOURCE = keptText("assumed_in_variant");

function assembled(
  { model, catalogue, prices }: Basis,
  pieces: readonly Piece[],
  options: CostOptions,
): Basis {
  const changed = pieces.filter((piece) => piece.isChanged);
  const own = ({ line }: Piece) => `${line.catalogueId}@${line.key}`;
  return {
    model: {
      ...model,
      lines: pieces.map((piece) =>
        piece.isChanged ? { ...piece.line, catalogueId: own(piece) } : piece.line,
      ),
    },
    catalogue: new Map([
      ...catalogue,
      ...changed.flatMap((piece) => (piece.entry ? [[own(piece), piece.entry] as const] : [])),
    ]),
    prices: {
      ...prices,
      rows: new Map([
        ...prices.rows,
        ...changed.flatMap((piece) => {
          const row = piece.rate === null ? piece.row : rowOfRate(piece, piece.rate, options);
          return row ? [[own(piece), row] as const] : [];
        }),
      ]),
    },
    options,
  };
}

/** A rate that was given stands for all of it, whatever the place and the hours; how sure it is stays as it was. */
function rowOfRate({ line, row }: Piece, rate: string, { location }: CostOptions): EffectiveRow {
  return {
    unit: line.unit,
    // Times the location factor, this is the rate again: quotients keep 40 places, a rate is rounded to 4.
    materialPrice: decimal(rate).div(location.factor).toFixed(),
    labourHours: "0",
    equipmentHours: "0",
    wasteAllowance: "0",
    lowFactor: row?.lowFactor ?? "1",
    highFactor: row?.highFactor ?? "1",
    source: OWN_SOURCE,
    placeholder: false,
    bookId: row?.bookId ?? OWN_SOURCE,
  };
}

const nameOf = ({ catalogue }: Basis, id: string) => entryName(id, catalogue.get(id)?.name ?? id);

const unknownEntry = (id: string) => problemText("variants.priceBookVersion", { id });

function refusal(why: SwapRefusal, from: CatalogueEntry, to: CatalogueEntry): string {
  const cannot = problemText("variants.cannotBeReplaced", {
    name: entryName(from.id, from.name),
    other: entryName(to.id, to.name),
  });
  switch (why) {
    case "nothing_to_buy":
      return problemText("variants.themAirLayer", { cannot });
    case "whole_product":
      return problemText("variants.wholeProductCounted", { cannot });
    case "no_density":
      return problemText("variants.themEstimatedWeight", { cannot });
    case "unit_does_not_fit":
      return problemText("variants.estimatedOtherThickness", { cannot, unit: from.unit, other: to.unit });
  }
}
