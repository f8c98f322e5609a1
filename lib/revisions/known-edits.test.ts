import { afterAll, describe, expect, it } from "vitest";
import { takeOff } from "#lib/processing/geometry/take-off.ts";
import { fixtureFolder } from "#lib/processing/geometry/testing/ifc-text.ts";
import type { ComparedModel } from "./compared-element.ts";
import { difference } from "./difference.ts";
import { EDITED, houseIfc, WALLS } from "./testing/house.ts";

const folder = fixtureFolder();
afterAll(folder.remove);

const none = { likelyMinor: () => null, carbonG: () => null };
const NO_AMOUNTS = { newer: none, base: none, baseAtTerms: none };

async function modelOf(ifc: string): Promise<ComparedModel> {
  const takeoff = await takeOff({ path: folder.write(ifc) });
  return {
    storeys: takeoff.storeys,
    elements: takeoff.elements.map((element, ordinal) => ({
      ...element,
      ordinal,
      box: element.boxM ?? null,
    })),
  };
}

describe("a model with known edits", () => {
  it.each([
    ["the same GlobalIds", "v1", { global_id: 7, place: 0, likeness: 0 }],
    ["new GlobalIds throughout", "v3", { global_id: 0, place: 7, likeness: 0 }],
  ])("is found to have exactly these, with %s", async (_, ids, matchedBy) => {
    const base = await modelOf(houseIfc(WALLS));
    const newer = await modelOf(houseIfc(EDITED.walls, EDITED.storeys, ids));
    const { rows, counts, storeys, fields, sums, ...found } = await difference(base, newer, NO_AMOUNTS);

    const named = rows
      .filter(({ kind }) => kind !== 3)
      .map(({ kind, changed, ordinal, baseOrdinal, movedM }) => [
        ["added", "removed", "changed"][kind],
        (newer.elements[ordinal ?? -1] ?? base.elements[baseOrdinal ?? -1])?.name,
        changed.join(),
        ...(movedM === null || movedM === undefined ? [] : [Math.round(movedM * 1000) / 1000]),
      ]);
    expect(named).toEqual([
      ["added", "Wall 20", ""],
      ["removed", "Wall 1", ""],
      ["changed", "Wall 2", "length,area,volume"],
      ["changed", "Wall 4", "material"],
      ["changed", "Wall 7", "place", 1.2],
    ]);
    expect(counts).toEqual({ added: 1, removed: 1, changed: 3, unchanged: 4 });
    expect(storeys).toEqual([{ kind: "renamed", from: "Ground floor", to: "Erdgeschoss" }]);
    expect(found.matchedBy).toEqual(matchedBy);
    expect(fields).toMatchObject({
      place: 1,
      material: 1,
      length: 1,
      area: 1,
      volume: 1,
      storey: 0,
      class: 0,
    });
    // Wall 20 is 9 m long, Wall 1 was 4.25 m, Wall 2 is 1.5 m longer; all are 3 m high and 0.2 m thick.
    expect(sums.lengthM).toBeCloseTo(9 - 4.25 + 1.5, 6);
    expect(sums.volumeM3).toBeCloseTo((9 - 4.25 + 1.5) * 0.6, 6);
    expect(
      found.byStorey.map(({ name, added, removed, changed }) => [name, added, removed, changed]),
    ).toEqual([
      ["First floor", 1, 0, 2],
      ["Erdgeschoss", 0, 1, 1],
    ]);
  });

  it("finds nothing in the same model exported anew, in another order", async () => {
    const base = await modelOf(houseIfc(WALLS));
    const newer = await modelOf(houseIfc([...WALLS].reverse(), undefined, "v2"));
    const { counts, matchedBy } = await difference(base, newer, NO_AMOUNTS);
    expect(counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 8 });
    expect(matchedBy).toEqual({ global_id: 0, place: 8, likeness: 0 });
  });
});
