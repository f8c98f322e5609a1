import { describe, expect, it } from "vitest";
import { element, sole } from "./costs/testing/model.ts";
import { insertBatches, tallied } from "./tally-takeoff.ts";
import type { Takeoff, TakeoffElement } from "./types.ts";

function takeoff(elements: TakeoffElement[], storeys: number): Takeoff {
  const none = { grossM2: null, grossSource: "none", netM2: null, netSource: "none" } as const;
  return {
    schema: "IFC4",
    application: null,
    projectName: null,
    storeys: Array.from({ length: storeys }, (_, n) => ({
      globalId: `s${n}`,
      name: `S${n}`,
      elevationM: n,
    })),
    floorAreas: { ...none, byStorey: Array.from({ length: storeys }, () => none) },
    elements,
    warnings: [],
  };
}

/** How often `work` looks at the elements of a storey: a count, so that no machine's pace decides. */
function counted(elements: TakeoffElement[]): { elements: TakeoffElement[]; reads: () => number } {
  let reads = 0;
  const watched = elements.map((one) => ({
    ...one,
    get storey() {
      reads++;
      return one.storey;
    },
  }));
  return { elements: watched, reads: () => reads };
}

describe("summing up a take-off", () => {
  it("counts elements by storey and sums them by class", async () => {
    const { byClass, byStorey } = await tallied(
      takeoff(
        [
          element({ globalId: "a", storey: 1, quantities: { volumeM3: 2, areaM2: 3 } }),
          element({
            globalId: "b",
            storey: 1,
            quantities: { volumeM3: 1 },
            sources: { volumeM3: "low_confidence" },
          }),
          element({ globalId: "c", storey: null, ifcClass: "IfcDoor" }),
        ],
        3,
      ),
    );
    expect(byStorey).toEqual([0, 2, 0]);
    expect(byClass).toEqual({
      IfcWall: { count: 2, lengthM: 0, areaM2: 3, volumeM3: 3, weightKg: 0, lowConfidence: 1 },
      IfcDoor: { count: 1, lengthM: 0, areaM2: 0, volumeM3: 0, weightKg: 0, lowConfidence: 0 },
    });
  });

  it("looks at each element no more often the more storeys there are, and lets the event loop turn", async () => {
    const model = counted(
      Array.from({ length: 20_000 }, (_, n) => element({ globalId: `e${n}`, storey: n % 2000 })),
    );
    let turns = 0;
    let running = true;
    const count = () => {
      turns++;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const { byStorey } = await tallied(takeoff(model.elements, 2000));
    running = false;
    expect(byStorey.every((elements) => elements === 10)).toBe(true);
    expect(model.reads()).toBeLessThanOrEqual(3 * 20_000);
    expect(turns).toBeGreaterThanOrEqual(3);
  });
});

describe("the pieces to insert", () => {
  const shape = (elements: TakeoffElement[]) =>
    [...insertBatches(elements)].map(({ from, batch }) => [from, batch.length]);

  it("are 500 elements, in order and whole", () => {
    const elements = Array.from({ length: 1201 }, (_, n) => element({ globalId: `e${n}` }));
    expect(shape(elements)).toEqual([
      [0, 500],
      [500, 500],
      [1000, 201],
    ]);
    expect([...insertBatches(elements)].flatMap(({ batch }) => batch)).toEqual(elements);
    expect(shape([])).toEqual([]);
  });

  it("are fewer where the elements have many materials, but never none", () => {
    const layers = Array.from({ length: 3000 }, () => sole("Brick")).flat();
    const elements = [1, 2, 3].map((n) => element({ globalId: `e${n}`, materials: layers }));
    expect(shape(elements)).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
  });
});
