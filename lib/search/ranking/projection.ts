import { z } from "zod";
import learned from "./data/projection.json" with { type: "json" };

/** Entries in the order of the columns, before trades, masses by trade and frames; each row is one learned direction. */
const Projection = z.strictObject({ entries: z.array(z.string()), rows: z.array(z.array(z.number())) });
const { entries, rows } = Projection.parse(learned);

/**
 * Where an estimate lies along the directions that were learned to tell kinds of buildings, structures and levels of
 * finish apart: each a weighted sum of the roots of its shares. Near in all of them: alike as a whole, though single lines
 * differ.
 */
export function project(
  costByEntry: ReadonlyMap<string, number>,
  shares: readonly (Float64Array | null)[],
  lengths: readonly number[],
): Float64Array {
  const roots = [
    ...entries.map((entry) => Math.sqrt(costByEntry.get(entry) ?? 0)),
    ...shares.flatMap((known, at) =>
      Array.from({ length: lengths[at] ?? 0 }, (_, place) => Math.sqrt(known?.[place] ?? 0)),
    ),
  ];
  return Float64Array.from(rows, (row) =>
    row.reduce((sum, weight, at) => sum + weight * (roots[at] ?? 0), 0),
  );
}
