import { setImmediate } from "node:timers/promises";
import { CHANGE_KINDS, type ChangeKind, type MatchedBy, type modelChanges } from "#db/schema/versions.ts";
import type { QuantityKey } from "#lib/processing/types.ts";
import { compareElement } from "./compare-element.ts";
import type { ComparedElement, ComparedModel } from "./compared-element.ts";
import { matchElements } from "./match-elements.ts";
import { storeyChanges } from "./match-storeys.ts";
import type { ComparisonSummary, DifferenceSums, GroupSums } from "./types.ts";

export type ChangeRow = Omit<typeof modelChanges.$inferInsert, "tenantId" | "fileId">;

/** What one element costs and emits; null: it has no price, or is not counted. Minor units, grams. */
export interface ElementAmounts {
  likelyMinor: (ordinal: number) => number | null;
  carbonG: (ordinal: number) => number | null;
}

export interface Amounts {
  newer: ElementAmounts;
  /** At its own terms; null where its currency is another. */
  base: ElementAmounts;
  baseAtTerms: ElementAmounts;
}

export type Difference = Pick<
  ComparisonSummary,
  "counts" | "matchedBy" | "fields" | "storeys" | "sums" | "byClass" | "byStorey"
> & { rows: ChangeRow[] };

const PER_TURN = 5000;

/** Matches two versions of a model, element by element, and sums up what is different. The event loop turns meanwhile. */
export async function difference(
  base: ComparedModel,
  newer: ComparedModel,
  amounts: Amounts,
): Promise<Difference> {
  const matches = await matchElements(base, newer);
  const tally = new Tally();
  const byKind = Map.groupBy<ChangeKind, ChangeRow>([], () => "added");
  const add = (row: Omit<ChangeRow, "position" | "kind">, kind: ChangeKind, sums: DifferenceSums) => {
    const found = { ...row, position: 0, kind: CHANGE_KINDS.indexOf(kind) };
    const list = byKind.get(kind);
    if (list) list.push(found);
    else byKind.set(kind, [found]);
    tally.add(found, kind, sums);
  };
  const nameOf = (storey: number | null) => (storey === null ? null : (newer.storeys[storey]?.name ?? null));
  const kept = new Uint8Array(base.elements.length);
  for (const [at, element] of newer.elements.entries()) {
    if (at % PER_TURN === 0) await setImmediate();
    const b = matches.baseOf[at] ?? -1;
    const before = base.elements[b] ?? null;
    if (before) kept[b] = 1;
    const { fields, movedM } = before
      ? compareElement(before, element, matches.storeys)
      : { fields: [], movedM: null };
    const row = {
      matchedBy: matches.howOf(at),
      ordinal: element.ordinal,
      baseOrdinal: before?.ordinal ?? null,
      ifcClass: element.ifcClass,
      storey: nameOf(element.storey),
      changed: fields,
      movedM,
      ...amountsOf(amounts, element, before),
    };
    const kind = before === null ? "added" : fields.length > 0 ? "changed" : "unchanged";
    add(row, kind, sumsOf(row, element, before));
  }
  for (const [at, element] of base.elements.entries()) {
    if (at % PER_TURN === 0) await setImmediate();
    if (kept[at]) continue;
    const storey = element.storey === null ? null : (matches.storeys[element.storey] ?? -1);
    const row = {
      matchedBy: null,
      ordinal: null,
      baseOrdinal: element.ordinal,
      ifcClass: element.ifcClass,
      storey:
        nameOf(storey) ?? (element.storey === null ? null : (base.storeys[element.storey]?.name ?? null)),
      changed: [],
      movedM: null,
      ...amountsOf(amounts, null, element),
    };
    add(row, "removed", sumsOf(row, null, element));
  }
  return {
    ...tally.result(),
    storeys: storeyChanges(base.storeys, newer.storeys, matches.storeys),
    rows: inOrder(byKind),
  };
}

/** By kind, then class, then as the models have them, and numbered so. */
function inOrder(byKind: ReadonlyMap<ChangeKind, ChangeRow[]>): ChangeRow[] {
  const rows: ChangeRow[] = [];
  for (const kind of CHANGE_KINDS) {
    const byClass = Map.groupBy(byKind.get(kind) ?? [], ({ ifcClass }) => ifcClass);
    for (const name of [...byClass.keys()].sort())
      for (const row of byClass.get(name) ?? []) {
        row.position = rows.length;
        rows.push(row);
      }
  }
  return rows;
}

function amountsOf(
  { newer, base, baseAtTerms }: Amounts,
  now: ComparedElement | null,
  before: ComparedElement | null,
) {
  const of = ({ likelyMinor, carbonG }: ElementAmounts, element: ComparedElement | null) => ({
    cost: element && likelyMinor(element.ordinal),
    carbon: element && carbonG(element.ordinal),
  });
  const [after, own, atTerms] = [of(newer, now), of(base, before), of(baseAtTerms, before)];
  return {
    likelyMinor: after.cost,
    baseLikelyMinor: own.cost,
    baseAtTermsMinor: atTerms.cost,
    carbonG: after.carbon,
    baseCarbonG: own.carbon,
    baseAtTermsG: atTerms.carbon,
  };
}

function sumsOf(
  row: ReturnType<typeof amountsOf>,
  now: ComparedElement | null,
  before: ComparedElement | null,
): DifferenceSums {
  const of = (key: QuantityKey) => (now?.quantities[key] ?? 0) - (before?.quantities[key] ?? 0);
  return {
    lengthM: of("lengthM"),
    areaM2: of("areaM2"),
    volumeM3: of("volumeM3"),
    weightKg: of("weightKg"),
    costMinor: (row.likelyMinor ?? 0) - (row.baseAtTermsMinor ?? 0),
    carbonG: (row.carbonG ?? 0) - (row.baseAtTermsG ?? 0),
  };
}

const noSums = (): DifferenceSums => ({
  lengthM: 0,
  areaM2: 0,
  volumeM3: 0,
  weightKg: 0,
  costMinor: 0,
  carbonG: 0,
});
const noCounts = () => ({ added: 0, removed: 0, changed: 0, unchanged: 0 });
const SUMS = ["lengthM", "areaM2", "volumeM3", "weightKg", "costMinor", "carbonG"] as const;

/** Sums up differences as they come. */
class Tally {
  private readonly whole = { ...noCounts(), ...noSums() };
  private readonly matchedBy: Record<MatchedBy, number> = { global_id: 0, place: 0, likeness: 0 };
  private readonly fields: ComparisonSummary["fields"] = {
    class: 0,
    material: 0,
    storey: 0,
    place: 0,
    length: 0,
    area: 0,
    volume: 0,
    weight: 0,
  };
  private readonly classes = new Map<string | null, GroupSums>();
  private readonly storeys = new Map<string | null, GroupSums>();

  add(row: ChangeRow, kind: ChangeKind, sums: DifferenceSums): void {
    if (row.matchedBy) this.matchedBy[row.matchedBy]++;
    for (const field of row.changed) this.fields[field]++;
    const groups = [group(this.classes, row.ifcClass), group(this.storeys, row.storey ?? null)];
    for (const into of [this.whole, ...groups]) {
      into[kind]++;
      for (const key of SUMS) into[key] += sums[key];
    }
  }

  result(): Omit<Difference, "rows" | "storeys"> {
    const { added, removed, changed, unchanged, ...sums } = this.whole;
    return {
      counts: { added, removed, changed, unchanged },
      matchedBy: this.matchedBy,
      fields: this.fields,
      sums,
      byClass: sorted(this.classes),
      byStorey: sorted(this.storeys),
    };
  }
}

function group(groups: Map<string | null, GroupSums>, name: string | null): GroupSums {
  const known = groups.get(name) ?? { name, ...noCounts(), ...noSums() };
  groups.set(name, known);
  return known;
}

/** What changed most first; names decide between equals. */
function sorted(groups: ReadonlyMap<string | null, GroupSums>): GroupSums[] {
  const edits = ({ added, removed, changed }: GroupSums) => added + removed + changed;
  return [...groups.values()].sort(
    (a, b) => edits(b) - edits(a) || (a.name ?? "").localeCompare(b.name ?? "", "en"),
  );
}
