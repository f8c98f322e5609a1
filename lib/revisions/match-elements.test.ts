import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareElement } from "./compare-element.ts";
import type { ComparedElement, ComparedModel } from "./compared-element.ts";
import { matchElements } from "./match-elements.ts";
import { storeyChanges } from "./match-storeys.ts";
import { lengthened, movedElement, syntheticModel } from "./testing/synthetic-model.ts";
import type { ChangedField } from "./types.ts";

/** What the comparison says, by the name that the edits have: the element's place in the model before, or "new …". */
async function found(base: ComparedModel, newer: ComparedModel) {
  const matches = await matchElements(base, newer);
  const gone = new Set(base.elements.keys());
  const out: { edits: Record<string, string>; how: Record<string, number> } = { edits: {}, how: {} };
  for (const [at, element] of newer.elements.entries()) {
    const b = matches.baseOf[at] ?? -1;
    const before = base.elements[b];
    if (!before) {
      out.edits[`new ${element.name}`] = "added";
      continue;
    }
    gone.delete(b);
    const how = matches.howOf(at) ?? "";
    out.how[how] = (out.how[how] ?? 0) + 1;
    const { fields } = compareElement(before, element, matches.storeys);
    if (fields.length > 0) out.edits[String(b)] = fields.join();
  }
  for (const at of gone) out.edits[String(at)] = "removed";
  return { ...out, storeys: storeyChanges(base.storeys, newer.storeys, matches.storeys) };
}

interface Edit {
  at: number;
  kind: "remove" | "lengthen" | "move" | "material" | "class" | "storey";
  by: number;
}

const CHANGES: Record<Exclude<Edit["kind"], "remove">, ChangedField[]> = {
  lengthen: ["length", "area", "volume"],
  move: ["place"],
  material: ["material"],
  class: ["class"],
  storey: ["storey"],
};

function edited(element: ComparedElement, { kind, by }: Edit): ComparedElement {
  switch (kind) {
    case "lengthen":
      return lengthened(element, by);
    case "move":
      return movedElement(element, [0, by, 0]);
    case "material":
      return { ...element, materials: [{ name: "Another", thicknessM: null, share: 1 }] };
    case "class":
      return { ...element, ifcClass: "IfcBuildingElementProxy" };
    case "storey":
      return { ...element, storey: element.storey === 0 ? 1 : 0 };
    default:
      return element;
  }
}

const COUNT = 1500;
const edits = fc.uniqueArray(
  fc.record({
    at: fc.nat(COUNT - 1),
    kind: fc.constantFrom<Edit["kind"]>("remove", "lengthen", "move", "material", "class", "storey"),
    by: fc.integer({ min: 2, max: 30 }).map((tenths) => tenths / 10),
  }),
  { maxLength: 60, selector: ({ at }) => at },
);
const additions = fc.nat(20);

describe("matching two versions of a model", () => {
  it.each(["the same GlobalIds", "new GlobalIds, as another export makes them"])(
    "finds random edits exactly, with %s",
    async (ids) => {
      const isNew = ids.startsWith("new");
      await fc.assert(
        fc.asyncProperty(edits, additions, fc.boolean(), async (list, more, turned) => {
          const base = syntheticModel(COUNT);
          const made = syntheticModel(COUNT, isNew ? "b" : "a");
          const byPlace = new Map(list.map((edit) => [edit.at, edit]));
          const kept = made.elements.flatMap((element, at) => {
            const edit = byPlace.get(at);
            if (!edit) return [element];
            return edit.kind === "remove" ? [] : [edited(element, edit)];
          });
          const added = Array.from({ length: more }, (_, n): ComparedElement => {
            const [first] = made.elements;
            if (!first) throw new Error("The model is empty");
            const there = movedElement(first, [-20, -20 * (n + 1), 0]);
            return { ...there, globalId: `added-${n}`, name: `addition ${n}` };
          });
          const elements = [...kept, ...added];
          if (turned) elements.reverse();
          const expected: Record<string, string> = Object.fromEntries([
            ...list.map(({ at, kind }) => [String(at), kind === "remove" ? "removed" : CHANGES[kind].join()]),
            ...added.map(({ name }) => [`new ${name}`, "added"]),
          ]);
          const said = await found(base, { ...made, elements });
          expect(said.edits).toEqual(expected);
          expect(said.storeys).toEqual([]);
          expect(Object.keys(said.how)).toEqual([isNew ? "place" : "global_id"]);
        }),
        { numRuns: 40 },
      );
    },
  );

  it("is the same whenever it is asked", async () => {
    const base = syntheticModel(3000);
    const newer = syntheticModel(3000, "b");
    const first = await matchElements(base, newer);
    expect((await matchElements(base, newer)).baseOf).toEqual(first.baseOf);
    expect([...first.baseOf]).toEqual([...base.elements.keys()]);
  });

  it("takes a storey of another name for the same one, and what stands in it for unchanged", async () => {
    const base = syntheticModel(2000);
    const newer = syntheticModel(2000, "b");
    const [ground, ...others] = newer.storeys;
    if (!ground) throw new Error("The model has no storey");
    const said = await found(base, { ...newer, storeys: [{ ...ground, name: "Ground floor" }, ...others] });
    expect(said.edits).toEqual({});
    expect(said.storeys).toEqual([{ kind: "renamed", from: "Level 0", to: "Ground floor" }]);
  });

  it("matches take-offs without places by class, name, storey and quantities", async () => {
    const base = syntheticModel(800);
    const placeless = { ...base, elements: base.elements.map((element) => ({ ...element, box: null })) };
    const newer = syntheticModel(800, "b");
    const [first, ...rest] = newer.elements;
    if (!first) throw new Error("The model is empty");
    const said = await found(placeless, { ...newer, elements: [lengthened(first, 1), ...rest] });
    expect(said.how).toEqual({ likeness: 800 });
    // Once all others are matched, it is the only one of its class, name and storey.
    expect(said.edits).toEqual({ 0: "length,area,volume" });
  });

  it("pairs elements whose file repeats a GlobalId in their order", async () => {
    const base = syntheticModel(4);
    const twice = base.elements.map((element) => ({ ...element, globalId: "same" }));
    const matches = await matchElements({ ...base, elements: twice }, { ...base, elements: twice });
    expect([...matches.baseOf]).toEqual([0, 1, 2, 3]);
  });

  it("does not take time by the square where all elements are alike and none is where it was", async () => {
    const count = 20_000;
    const alike = (ids: string, offset: number): ComparedModel => ({
      storeys: [],
      elements: Array.from({ length: count }, (_, at) => ({
        ordinal: at,
        globalId: `${ids}${at}`,
        ifcClass: "IfcMember",
        name: null,
        storey: null,
        quantities: { lengthM: 1 },
        materials: [],
        box: [(at % 200) * 0.05 + offset, Math.floor(at / 200) * 0.05, 0, 0.04, 0.04, 1],
      })),
    });
    const started = performance.now();
    const matches = await matchElements(alike("a", 0), alike("b", 0.02));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(matches.baseOf.filter((at) => at >= 0).length).toBeGreaterThan(count * 0.99);
  });
});
