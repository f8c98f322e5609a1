import type { ColumnsAnswer, Kind } from "./answers.ts";

/**
 * Elements of both models by one number, for the picture and the selection: those of the newer model by their ordinal,
 * removed ones by theirs in the model before, behind all of the newer.
 */
export interface BothModels {
  /** Elements of the newer model: where the removed ones begin. */
  offset: number;
  /** Of both together. */
  count: number;
  /** By that number: the row's position; -1: it is in no row, as an older shape of what is still there. */
  positionOf: Int32Array;
  /** By the row's position. */
  numberOf: Int32Array;
  /** Numbers by kind, in the rows' order. */
  byKind: Record<Kind, number[]>;
}

export function bothModels(columns: ColumnsAnswer): BothModels {
  const most = (of: readonly number[]) =>
    of.reduce((greatest, ordinal) => Math.max(greatest, ordinal), -1) + 1;
  const offset = most(columns.ordinal);
  const count = offset + most(columns.base_ordinal);
  const positionOf = new Int32Array(count).fill(-1);
  const numberOf = new Int32Array(columns.count);
  const byKind: Record<Kind, number[]> = { added: [], removed: [], changed: [], unchanged: [] };
  for (let position = 0; position < columns.count; position += 1) {
    const ordinal = columns.ordinal[position] ?? -1;
    const number = ordinal >= 0 ? ordinal : offset + (columns.base_ordinal[position] ?? 0);
    positionOf[number] = position;
    numberOf[position] = number;
    const kind = columns.kinds[columns.kind[position] ?? -1];
    if (kind) byKind[kind].push(number);
  }
  return { offset, count, positionOf, numberOf, byKind };
}

export interface ChangeView {
  /** Empty: added, removed and changed ones. */
  kind: string;
  class: string;
  storey: string;
}

/** The positions that a view shows, in order. */
export function positionsOf(columns: ColumnsAnswer, view: ChangeView): number[] {
  const kinds = new Set(
    columns.kinds.flatMap((kind, at) =>
      (view.kind === "" ? kind !== "unchanged" : view.kind === "all" || kind === view.kind) ? [at] : [],
    ),
  );
  const ofClass = columns.classes.indexOf(view.class);
  const ofStorey = view.storey === "none" ? -1 : columns.storeys.indexOf(view.storey);
  const found: number[] = [];
  for (let position = 0; position < columns.count; position += 1)
    if (
      kinds.has(columns.kind[position] ?? -1) &&
      (view.class === "" || columns.class[position] === ofClass) &&
      (view.storey === "" || columns.storey[position] === ofStorey)
    )
      found.push(position);
  return found;
}
