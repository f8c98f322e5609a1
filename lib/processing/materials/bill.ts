import { costGroupOf, NOTHING_STATED } from "#lib/catalogue/codes.ts";
import { apportion, type Decimal, decimal, round, sum, toInteger } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import { BillTooLong } from "#lib/processing/refusal.ts";
import type { MeasuredLine, MeasuredModel, UnmeasuredItem } from "./types.ts";

/** Places of a line's quantity. */
const QUANTITY_PLACES = 6;
/** Places of a line's mass: the gram. */
const MASS_PLACES = 3;
/** A line that rounds to nothing at these places (a litre, a gram, a millimetre) is none to price. */
const SMALLEST_PLACES = 3;

/** Storeys of all lines together: a thousand lines of a tower of 200 storeys. They are split and held all at once. */
const MOST_FIGURES = 200_000;

/** One material of one element, measured. */
export interface Part {
  globalId: string | null;
  ifcClass: string | null;
  storey: number | null;
  materialName: string | null;
  catalogueId: string;
  /** DIN 276 cost group, as far as the model tells; parts of different groups make different lines. */
  din276: string | null;
  unit: Unit;
  quantity: Decimal;
  massKg: Decimal | null;
  volumeM3: Decimal | null;
}

export interface UnmeasuredPart extends Omit<UnmeasuredItem, "volumeM3" | "elementIds"> {
  globalId: string | null;
  volumeM3: Decimal | null;
}

/**
 * A bill of quantities as it grows part by part, so that a large model never stands in memory whole: one line per
 * catalogue entry, IFC class and cost group. Parts are added exactly and rounded once per line, so neither their order
 * nor the cutting of an element in two changes a line.
 */
export class Bill {
  private readonly lines = new Map<string, LineSum>();
  private readonly unmeasured = new Map<string, UnmeasuredSum>();
  private volume = decimal(0);
  private figures = 0;

  /** Throws `BillTooLong`. */
  add(part: Part): void {
    const key = keyOf(part);
    const line = this.lines.get(key) ?? new LineSum(part);
    this.lines.set(key, line);
    this.figures -= line.figures;
    line.add(part);
    this.figures += line.figures;
    if (this.figures > MOST_FIGURES) throw new BillTooLong();
    this.addVolume(part.volumeM3);
  }

  /** Takes what could not be measured; it is summed by reason, material, entry and class. */
  addUnmeasured(part: UnmeasuredPart): void {
    this.list({
      ...part,
      volumeM3: part.volumeM3 ?? decimal(0),
      ids: part.globalId === null ? [] : [part.globalId],
    });
    this.addVolume(part.volumeM3);
  }

  /** The lines sorted by key, and what could not be measured; a line too small to price is listed among that. */
  close(): ClosedBill {
    const steps = this.closing();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** The same in steps of a line each, for a caller that lets others have their turn in between. */
  *closing(): Generator<void, ClosedBill> {
    const lines: MeasuredLine[] = [];
    for (const [key, line] of sortedByKey(this.lines)) {
      yield;
      if (line.isTooSmall()) this.list(line.asTooSmall());
      else lines.push(line.close(key));
    }
    return {
      lines,
      unmeasured: sortedByKey(this.unmeasured).map(([, { ids, volumeM3, ...item }]) => ({
        ...item,
        volumeM3: round(volumeM3, QUANTITY_PLACES),
        elementIds: [...ids].sort(),
      })),
      volumeM3: round(this.volume, QUANTITY_PLACES),
    };
  }

  private list(item: Omit<UnmeasuredSum, "ids"> & { ids: Iterable<string> }): void {
    const { reason, materialName, catalogueId, ifcClass, volumeM3, ids } = item;
    const key = JSON.stringify([reason, materialName, catalogueId, ifcClass]);
    const known = this.unmeasured.get(key);
    if (!known) {
      this.unmeasured.set(key, { reason, materialName, catalogueId, ifcClass, volumeM3, ids: new Set(ids) });
      return;
    }
    known.volumeM3 = known.volumeM3.plus(volumeM3);
    for (const id of ids) known.ids.add(id);
  }

  private addVolume(volumeM3: Decimal | null): void {
    if (volumeM3) this.volume = this.volume.plus(volumeM3);
  }
}

type ClosedBill = Pick<MeasuredModel, "lines" | "unmeasured" | "volumeM3">;

/** The line that a part is summed in. The cost group stands in it where it says more than the class alone would. */
export function keyOf({ catalogueId, ifcClass, din276 }: Part): string {
  const key = `${catalogueId}|${ifcClass ?? ""}`;
  return din276 === costGroupOf(ifcClass, NOTHING_STATED) ? key : `${key}|${din276 ?? "none"}`;
}

interface UnmeasuredSum extends Omit<UnmeasuredItem, "volumeM3" | "elementIds"> {
  volumeM3: Decimal;
  ids: Set<string>;
}

interface StoreySum {
  quantity: Decimal;
  /** Of the parts that have one. */
  mass: Decimal;
  weighed: boolean;
}

class LineSum {
  private readonly first: Part;
  private readonly names = new Set<string>();
  private readonly ids = new Set<string>();
  private readonly storeys = new Map<number | null, StoreySum>();
  private readonly unweighedIds = new Set<string>();
  private unweighed = decimal(0);
  private quantity = decimal(0);
  private volume = decimal(0);

  /** `first` says what the line is of; it is added like every other part. */
  constructor(first: Part) {
    this.first = first;
  }

  /** How many storeys it is split by. */
  get figures(): number {
    return this.storeys.size;
  }

  add({ globalId, storey, materialName, quantity, massKg, volumeM3 }: Part): void {
    if (materialName !== null) this.names.add(materialName);
    if (globalId !== null) this.ids.add(globalId);
    this.quantity = this.quantity.plus(quantity);
    if (volumeM3) this.volume = this.volume.plus(volumeM3);
    if (!massKg) {
      this.unweighed = this.unweighed.plus(quantity);
      if (globalId !== null) this.unweighedIds.add(globalId);
    }
    const sums = this.storeys.get(storey) ?? { quantity: decimal(0), mass: decimal(0), weighed: false };
    sums.quantity = sums.quantity.plus(quantity);
    if (massKg) sums.mass = sums.mass.plus(massKg);
    sums.weighed ||= massKg !== null;
    this.storeys.set(storey, sums);
  }

  isTooSmall(): boolean {
    return this.quantity.decimalPlaces(SMALLEST_PLACES).isZero();
  }

  asTooSmall(): UnmeasuredSum {
    const { catalogueId, ifcClass } = this.first;
    return {
      reason: "too_small",
      materialName: [...this.names].sort().join(", ") || null,
      catalogueId,
      ifcClass,
      volumeM3: this.volume,
      ids: this.ids,
    };
  }

  close(key: string): MeasuredLine {
    const { catalogueId, ifcClass, din276, unit } = this.first;
    const storeys = [...this.storeys].sort(
      ([a], [b]) => (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER),
    );
    const quantity = splitExactly(
      storeys.map(([, sums]) => sums.quantity),
      QUANTITY_PLACES,
    );
    const mass = splitExactly(
      storeys.map(([, sums]) => sums.mass),
      MASS_PLACES,
    );
    const isWeighed = storeys.some(([, sums]) => sums.weighed);
    return {
      key,
      catalogueId,
      ifcClass,
      din276,
      materialNames: [...this.names].sort(),
      unit,
      quantity: quantity.total,
      massKg: isWeighed ? mass.total : null,
      unweighed: isWeighed ? this.unweighedPart() : null,
      volumeM3: round(this.volume, QUANTITY_PLACES),
      elementIds: [...this.ids].sort(),
      byStorey: storeys.map(([storey, sums], index) => ({
        storey,
        quantity: quantity.parts[index] ?? "0",
        massKg: sums.weighed ? (mass.parts[index] ?? "0") : null,
      })),
    };
  }

  private unweighedPart(): MeasuredLine["unweighed"] {
    if (this.unweighed.isZero()) return null;
    return {
      quantity: round(this.unweighed, QUANTITY_PLACES),
      elementIds: [...this.unweighedIds].sort(),
    };
  }
}

/** The rounded sum of exact values, and rounded parts that add up to it. */
function splitExactly(values: readonly Decimal[], places: number): { total: string; parts: string[] } {
  const scale = decimal(10).pow(places);
  const whole = toInteger(sum(values).times(scale));
  const text = (units: number) => decimal(units).div(scale).toFixed();
  return { total: text(whole), parts: apportion(whole, values).map(text) };
}

function sortedByKey<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
