import { decimal } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { type EffectivePriceBook, layerPriceBooks } from "#lib/catalogue/layer-price-books.ts";
import { findLocation } from "#lib/catalogue/location-factors.ts";
import { nameByHand } from "#lib/estimates/price-by-hand.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import { estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import { Bill } from "#lib/processing/materials/bill.ts";
import { itemWithoutMaterial, productOfClass } from "#lib/processing/materials/class-items.ts";
import { classifyMaterials } from "#lib/processing/materials/classify.ts";
import { convertUnit } from "#lib/processing/materials/convert-unit.ts";
import { measureManual } from "#lib/processing/materials/measure-manual.ts";
import { massOfQuantity } from "#lib/processing/materials/measure-part.ts";
import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";
import type { EstimateSummary, SummaryMaterial } from "#lib/search/summary.ts";
import type { CorpusEstimate, CorpusLine } from "./corpus/draw.ts";

/** What the product makes of the corpus' raw input. `refused`: lines whose unit it does not take; they are left out. */
export interface Prepared {
  summaries: EstimateSummary[];
  refused: number;
}

/**
 * Summaries as the product stores them: its own classification, measuring, pricing and carbon count, by their pure
 * functions. The price book is the built-in one at the level that the firm had on that day.
 */
export function prepare(estimates: readonly CorpusEstimate[]): Prepared {
  let refused = 0;
  const summaries = estimates.map((estimate) => {
    const accepted = estimate.lines.filter(isAccepted);
    refused += estimate.lines.length - accepted.length;
    return summaryOf({ ...estimate, lines: accepted });
  });
  return { summaries, refused };
}

const catalogueIds = new Set(DEFAULT_CATALOGUE.keys());
const ownNames = new Map(
  [...DEFAULT_CATALOGUE.values()].map(({ id, name }) => [normaliseMaterialName(name), id]),
);
const known = new Map<string, string | null>();

function classified(name: string, ifcClass: string | null): string | null {
  const key = `${name}\n${ifcClass}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const [answer] = classifyMaterials([{ name, ifcClasses: ifcClass ? [ifcClass] : [] }], {
    ownNames,
    catalogueIds,
  });
  const id = answer?.catalogueId ?? null;
  known.set(key, id);
  return id;
}

function entryIdOf({ name, ifcClass, madeOf }: CorpusLine): string | null {
  const made = madeOf === null ? null : classified(madeOf, ifcClass);
  const product = ifcClass === null ? null : productOfClass(ifcClass, made === null ? [] : [made]);
  if (product) return product;
  if (name === null) return ifcClass === null ? null : itemWithoutMaterial(ifcClass);
  return classified(name, ifcClass);
}

function isAccepted(line: CorpusLine): boolean {
  const id = entryIdOf(line);
  const entry = id === null ? undefined : DEFAULT_CATALOGUE.get(id);
  return !entry || convertUnit(entry, decimal(line.quantity), line.unit, entry.unit) !== null;
}

function summaryOf(estimate: CorpusEstimate): EstimateSummary {
  const model = estimate.source === "hand" ? byHand(estimate) : fromModel(estimate);
  const location = findLocation(estimate.location);
  const { laborRate, equipmentRate } = estimate;
  const costs = estimateCosts(model, DEFAULT_CATALOGUE, bookOf(estimate), {
    location,
    laborRate,
    equipmentRate,
  });
  const scale = 10 ** costs.minorDigits;
  const minorOf = new Map(costs.lines.map(({ key, likelyMinor }) => [key, likelyMinor]));
  return {
    estimateId: estimate.id,
    projectId: null,
    name:
      estimate.fileName ?? nameByHand({ materials: enteredOf(estimate), description: estimate.description }),
    description: estimate.description,
    materials: [...measuredOf(model, minorOf, scale), ...unmeasuredOf(model, estimate)],
    classShares: classSharesOf(model, minorOf),
    location: estimate.location,
    place: location.name,
    locationFactor: Number(location.factor),
    laborRate: Number(laborRate),
    equipmentRate: Number(equipmentRate),
    currency: estimate.currency,
    floorAreaM2: estimate.floorAreaM2,
    storeys: estimate.storeys,
    cost: costs.totals.likelyMinor / scale,
    carbonKg: calculateCarbon(model, DEFAULT_CATALOGUE).totals.a1a3G / 1000,
    createdAt: new Date(estimate.createdAt),
  };
}

function byHand(estimate: CorpusEstimate): MeasuredModel {
  const names = Object.keys(enteredOf(estimate));
  const classifications = names.map((name) => ({
    name,
    catalogueId: classified(name, null),
    confidence: 1,
    rule: "by name",
  }));
  const materials = Object.entries(enteredOf(estimate)).map(([name, entered]) => ({ name, ...entered }));
  return measureManual(materials, classifications, DEFAULT_CATALOGUE);
}

function enteredOf({ lines }: CorpusEstimate) {
  return Object.fromEntries(
    lines.flatMap(({ name, quantity, unit }) => (name === null ? [] : [[name, { quantity, unit }]])),
  );
}

/** A model's bill: each line of the corpus stands for all elements of a class and material. */
function fromModel({ lines }: CorpusEstimate): MeasuredModel {
  const bill = new Bill();
  lines.forEach((line, at) => {
    const { name, ifcClass, unit } = line;
    const common = { globalId: String(at), ifcClass, storey: null, din276: null, materialName: name };
    const quantity = decimal(line.quantity);
    const id = entryIdOf(line);
    const entry = id === null ? undefined : DEFAULT_CATALOGUE.get(id);
    const converted = entry ? convertUnit(entry, quantity, unit, entry.unit) : null;
    if (!entry || !converted) {
      const reason = name === null ? "no_material" : "unknown_material";
      const volumeM3 = unit === "m3" ? quantity : null;
      bill.addUnmeasured({
        reason,
        globalId: String(at),
        ifcClass,
        materialName: name,
        catalogueId: null,
        volumeM3,
      });
      return;
    }
    bill.add({
      ...common,
      catalogueId: entry.id,
      unit: entry.unit,
      quantity: converted,
      massKg: massOfQuantity(entry, converted),
      volumeM3: convertUnit(entry, quantity, unit, "m3"),
    });
  });
  return { ...bill.close(), elements: lines.length };
}

const books = new Map<string, EffectivePriceBook>();

function bookOf({ currency, bookLevel }: CorpusEstimate): EffectivePriceBook {
  const key = `${currency} ${bookLevel}`;
  const made = books.get(key);
  if (made) return made;
  const rows = [...DEFAULT_PRICE_BOOK.rows].map(
    ([id, row]) =>
      [id, { ...row, materialPrice: decimal(row.materialPrice).times(bookLevel).toFixed(4) }] as const,
  );
  const book = layerPriceBooks(
    { ...DEFAULT_PRICE_BOOK, id: "own", currency, rows: new Map(rows) },
    DEFAULT_PRICE_BOOK,
  );
  books.set(key, book);
  return book;
}

/** At most this many of a material's spellings make its name, as in the product's summaries. */
const SPELLINGS = 3;

function measuredOf(model: MeasuredModel, minorOf: Map<string, number>, scale: number): SummaryMaterial[] {
  const groups = Map.groupBy(model.lines, ({ catalogueId, unit }) => `${catalogueId} ${unit}`);
  return [...groups.values()].flatMap((lines) => {
    const [first] = lines;
    if (!first) return [];
    const dearest = [...lines].sort((a, b) => (minorOf.get(b.key) ?? -1) - (minorOf.get(a.key) ?? -1));
    const spelled = new Set(dearest.flatMap(({ materialNames }) => materialNames));
    const priced = lines.some(({ key }) => minorOf.has(key));
    const masses = lines.flatMap(({ massKg }) => (massKg === null ? [] : [Number(massKg)]));
    return {
      name: spelled.size > 0 ? [...spelled].slice(0, SPELLINGS).join(", ") : nameOf(first.catalogueId),
      catalogueId: first.catalogueId,
      quantity: lines.reduce((sum, { quantity }) => sum.plus(quantity), decimal(0)).toFixed(),
      unit: first.unit,
      massKg: masses.length > 0 ? total(masses) : null,
      volumeM3: total(lines.map(({ volumeM3 }) => Number(volumeM3))),
      cost: priced ? total(lines.map(({ key }) => minorOf.get(key) ?? 0)) / scale : null,
    };
  });
}

const nameOf = (catalogueId: string): string => DEFAULT_CATALOGUE.get(catalogueId)?.name ?? catalogueId;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function unmeasuredOf({ unmeasured }: MeasuredModel, { lines, source }: CorpusEstimate): SummaryMaterial[] {
  return unmeasured.flatMap(({ materialName, catalogueId, volumeM3 }) => {
    if (materialName === null) return [];
    const entered = source === "hand" ? lines.find(({ name }) => name === materialName) : undefined;
    return {
      name: materialName,
      catalogueId,
      quantity: entered?.quantity ?? volumeM3,
      unit: entered?.unit ?? "m3",
      massKg: null,
      volumeM3: entered ? null : Number(volumeM3),
      cost: null,
    };
  });
}

function classSharesOf({ lines }: MeasuredModel, minorOf: Map<string, number>): Record<string, number> {
  const whole = total(
    lines.flatMap(({ key, ifcClass }) => (ifcClass === null ? [] : (minorOf.get(key) ?? 0))),
  );
  if (whole === 0) return {};
  const groups = Map.groupBy(
    lines.filter(({ ifcClass }) => ifcClass !== null),
    ({ ifcClass }) => ifcClass ?? "",
  );
  return Object.fromEntries(
    [...groups].map(([name, found]) => [name, total(found.map(({ key }) => minorOf.get(key) ?? 0)) / whole]),
  );
}
