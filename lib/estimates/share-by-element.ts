import type { Transaction } from "#db/client.ts";
import { apportion, decimal } from "#lib/catalogue/decimal.ts";
import { BUILT_IN, effectiveBook } from "#lib/price-books/effective-book.ts";
import { CARBON_MODULES, type CarbonModules } from "#lib/processing/carbon/types.ts";
import { keyOf } from "#lib/processing/materials/bill.ts";
import { partsOf } from "#lib/processing/materials/measure-model.ts";
import { materialsOf } from "./classify-file.ts";
import { elementsOf } from "./file-elements.ts";
import type { EstimateLineRow, EstimateRow } from "./measured-model.ts";

/** What of an estimate and its lines is split. */
export type SharedEstimate = Pick<EstimateRow, "fileId" | "priceBookId">;
export type SharedLine = Pick<
  EstimateLineRow,
  "key" | "elements" | "lowMinor" | "likelyMinor" | "highMinor" | "costByStorey" | "carbonByStorey"
> &
  Pick<EstimateLineRow, keyof CarbonModules>;

/** What of an estimate each element of its file stands for. Columns by the element's ordinal, whole numbers. */
export interface ElementShares {
  /** Length of every column: the greatest ordinal and one. */
  count: number;
  /** 1: some line that it stands behind has a price; else its amounts are 0 and mean "not priced". */
  priced: Uint8Array;
  /** 1: some of it is in the carbon account; else its grams are 0 and mean "not counted". */
  counted: Uint8Array;
  /** Minor units of the estimate's currency; low ≤ likely ≤ high of each element. */
  lowMinor: Float64Array;
  likelyMinor: Float64Array;
  highMinor: Float64Array;
  /** Grams of CO2e by EN 15978 module; biogenic carbon apart. */
  carbon: Record<keyof CarbonModules, Float64Array>;
  /** kg of what is in the carbon account; a measure of the element, not split by remainders. */
  massKg: Float64Array;
}

/**
 * Splits an estimate's lines among the elements they are of: cost by the quantity that an element contributes, carbon by
 * its mass, storey by storey and by largest remainder, so that the elements of a line (and of a storey in it) add up to
 * it to the minor unit and the gram. The elements are read and measured again batch by batch; where the bill was
 * measured by a catalogue that has changed since, a line none of whose elements measures is split evenly.
 * An estimate by hand, or one whose take-off is gone, gives columns of length 0.
 */
export async function shareByElement(
  tx: Transaction,
  tenantId: string,
  { estimate, lines }: { estimate: SharedEstimate; lines: readonly SharedLine[] },
): Promise<ElementShares> {
  if (estimate.fileId === null) return noShares(0);
  const { weights, count } = await weigh(tx, tenantId, estimate.fileId, { estimate, lines });
  const shares = noShares(count);
  for (const line of lines) {
    const behind = weights.get(line.key);
    if (!behind) continue;
    shareCost(line, behind, shares);
    shareCarbon(line, behind, shares);
  }
  return shares;
}

/** What the elements of one line contribute to it, in the order of the line's elements. */
class LineWeights {
  readonly ordinals: number[];
  readonly quantity: Float64Array;
  readonly mass: Float64Array;
  /** Index into the estimate's storeys; -1: none. */
  readonly storey: Int32Array;
  private readonly placeOf: Map<number, number>;

  constructor(line: SharedLine) {
    this.ordinals = line.elements.map(Number);
    this.placeOf = new Map(this.ordinals.map((ordinal, place) => [ordinal, place]));
    this.quantity = new Float64Array(this.ordinals.length);
    this.mass = new Float64Array(this.ordinals.length);
    this.storey = new Int32Array(this.ordinals.length).fill(-1);
  }

  add(ordinal: number, part: { storey: number | null; quantity: number; mass: number }): void {
    const place = this.placeOf.get(ordinal);
    if (place === undefined) return;
    this.quantity[place] = (this.quantity[place] ?? 0) + part.quantity;
    this.mass[place] = (this.mass[place] ?? 0) + part.mass;
    this.storey[place] = part.storey ?? -1;
  }
}

async function weigh(
  tx: Transaction,
  tenantId: string,
  fileId: string,
  { estimate, lines }: { estimate: SharedEstimate; lines: readonly SharedLine[] },
): Promise<{ weights: Map<string, LineWeights>; count: number }> {
  const { catalogue } = await effectiveBook(tx, tenantId, estimate.priceBookId ?? BUILT_IN);
  const named = await materialsOf(tx, tenantId, fileId);
  const idByName = new Map(named.map(({ name, catalogueId }) => [name, catalogueId]));
  const weights = new Map(lines.map((line) => [line.key, new LineWeights(line)]));
  let last = -1;
  for await (const batch of elementsOf(tx, tenantId, fileId)()) {
    for (const element of batch) {
      const ordinal = Number(element.globalId);
      last = ordinal;
      if (!element.measured) continue;
      for (const part of partsOf(element, idByName, catalogue)) {
        if ("reason" in part) continue;
        weights.get(keyOf(part))?.add(ordinal, {
          storey: part.storey,
          quantity: part.quantity.toNumber(),
          mass: part.massKg?.toNumber() ?? 0,
        });
      }
    }
  }
  return { weights, count: last + 1 };
}

function shareCost(line: SharedLine, behind: LineWeights, shares: ElementShares): void {
  const { lowMinor, likelyMinor, highMinor } = line;
  if (lowMinor === null || likelyMinor === null || highMinor === null) return;
  const storeys = (line.costByStorey ?? []).map((part) => ({ storey: part.storey, whole: part.likelyMinor }));
  const likely = splitByStorey(likelyMinor, storeys, behind, behind.quantity);
  // By the likely amounts: so no element's low comes out above its likely, nor its high below.
  const weights = likely.map((amount) => decimal(amount));
  const low = apportion(lowMinor, weights);
  const high = apportion(highMinor, weights);
  behind.ordinals.forEach((ordinal, place) => {
    if (ordinal >= shares.count) return;
    shares.priced[ordinal] = 1;
    addAt(shares.lowMinor, ordinal, low[place]);
    addAt(shares.likelyMinor, ordinal, likely[place]);
    addAt(shares.highMinor, ordinal, high[place]);
  });
}

function shareCarbon(line: SharedLine, behind: LineWeights, shares: ElementShares): void {
  if (line.a1a3G === null) return;
  for (const module of CARBON_MODULES) {
    const storeys = (line.carbonByStorey ?? []).map((part) => ({
      storey: part.storey,
      whole: part.modules[module],
    }));
    const grams = splitByStorey(line[module] ?? 0, storeys, behind, behind.mass);
    behind.ordinals.forEach((ordinal, place) => {
      if (ordinal >= shares.count) return;
      if (grams[place] || behind.mass[place]) shares.counted[ordinal] = 1;
      addAt(shares.carbon[module], ordinal, grams[place]);
    });
  }
  behind.ordinals.forEach((ordinal, place) => {
    if (ordinal < shares.count) addAt(shares.massKg, ordinal, behind.mass[place]);
  });
}

/** One amount for each place of a line's elements; they add up to `whole`, and those of a storey to the storey's part. */
function splitByStorey(
  whole: number,
  storeys: readonly { storey: number | null; whole: number }[],
  behind: LineWeights,
  weights: Float64Array,
): number[] {
  const places = new Map<number, number[]>();
  behind.storey.forEach((storey, place) => {
    const known = places.get(storey);
    if (known) known.push(place);
    else places.set(storey, [place]);
  });
  const groups = storeys.flatMap((part) => {
    const found = places.get(part.storey ?? -1);
    return found ? [{ whole: part.whole, places: found }] : [];
  });
  const isWhole = groups.reduce((all, group) => all + group.whole, 0) === whole;
  const all = [{ whole, places: behind.ordinals.map((_, place) => place) }];
  const parts = new Array<number>(behind.ordinals.length).fill(0);
  for (const group of isWhole ? groups : all) {
    const amounts = apportion(group.whole, evenIfNone(group.places.map((place) => weights[place] ?? 0)));
    group.places.forEach((place, index) => {
      parts[place] = amounts[index] ?? 0;
    });
  }
  return parts;
}

function evenIfNone(weights: number[]) {
  const some = weights.some((weight) => weight > 0);
  return weights.map((weight) => decimal(some ? weight : 1));
}

function addAt(column: Float64Array, at: number, amount: number | undefined): void {
  column[at] = (column[at] ?? 0) + (amount ?? 0);
}

function noShares(count: number): ElementShares {
  const column = () => new Float64Array(count);
  return {
    count,
    priced: new Uint8Array(count),
    counted: new Uint8Array(count),
    lowMinor: column(),
    likelyMinor: column(),
    highMinor: column(),
    carbon: { a1a3G: column(), a4G: column(), a5G: column(), biogenicG: column() },
    massKg: column(),
  };
}
