import type { Snapshot, SnapshotLine } from "./snapshot.ts";

/** What an issued revision says otherwise than the one before it. Money in minor units, carbon (A1–A5) in grams. */
export interface RevisionChanges {
  /** Number of the revision that it is compared with. */
  since: number;
  currency: string;
  minorDigits: number;
  /** Null where the two are in different currencies. */
  likelyMinor: number | null;
  carbonG: number;
  added: number;
  removed: number;
  changed: number;
  /** The lines whose cost differs most, `MOST_LINES` at most. */
  lines: ChangedLine[];
}

export interface ChangedLine {
  change: "added" | "removed" | "changed";
  name: string;
  ifcClass: string | null;
  unit: string;
  /** Before and now; null where there is no line. */
  quantity: [string | null, string | null];
  likelyMinor: [number | null, number | null];
}

const MOST_LINES = 50;

/** Compares what two revisions of an estimate say, line by line: lines are the same by their key, wherever they stand. */
export function changesBetween(since: number, before: Snapshot, now: Snapshot): RevisionChanges {
  const old = new Map(before.lines.map((line) => [line.key, line]));
  const lines: ChangedLine[] = [];
  for (const line of now.lines) {
    const was = old.get(line.key);
    old.delete(line.key);
    if (!was) lines.push(changed("added", null, line));
    else if (says(was) !== says(line)) lines.push(changed("changed", was, line));
  }
  for (const line of old.values()) lines.push(changed("removed", line, null));
  const count = (change: ChangedLine["change"]) => lines.filter((line) => line.change === change).length;
  return {
    since,
    currency: now.estimate.currency,
    minorDigits: now.estimate.minorDigits,
    likelyMinor:
      before.estimate.currency === now.estimate.currency
        ? now.estimate.likelyMinor - before.estimate.likelyMinor
        : null,
    carbonG: carbonOf(now.estimate) - carbonOf(before.estimate),
    added: count("added"),
    removed: count("removed"),
    changed: count("changed"),
    lines: lines.sort((a, b) => moved(b) - moved(a)).slice(0, MOST_LINES),
  };
}

/** A1–A5, grams; biogenic carbon is apart. */
export const carbonOf = (of: { a1a3G: number | null; a4G: number | null; a5G: number | null }): number =>
  (of.a1a3G ?? 0) + (of.a4G ?? 0) + (of.a5G ?? 0);

/** What of a line is said to its reader: its place in the bill and the elements behind it are not. */
const says = (line: SnapshotLine) =>
  JSON.stringify([
    line.name,
    line.catalogueId,
    line.unit,
    line.quantity,
    line.massKg,
    line.unitRate,
    line.lowMinor,
    line.likelyMinor,
    line.highMinor,
    line.a1a3G,
    line.a4G,
    line.a5G,
    line.biogenicG,
  ]);

function changed(
  change: ChangedLine["change"],
  was: SnapshotLine | null,
  is: SnapshotLine | null,
): ChangedLine {
  const line = is ?? was;
  if (!line) throw new Error("A change is of a line");
  return {
    change,
    name: line.name,
    ifcClass: line.ifcClass,
    unit: line.unit,
    quantity: [was?.quantity ?? null, is?.quantity ?? null],
    likelyMinor: [was?.likelyMinor ?? null, is?.likelyMinor ?? null],
  };
}

const moved = ({ likelyMinor: [was, is] }: ChangedLine) => Math.abs((is ?? 0) - (was ?? 0));
