import { afterAll, describe, expect, it } from "vitest";
import { checkCount, checkMaterials, checkQuantities, MODEL_LIMITS } from "./model-limits.ts";
import { takeOff } from "./take-off.ts";
import { fixtureFolder, IfcText, real, siUnits } from "./testing/ifc-text.ts";

const folder = fixtureFolder();
afterAll(folder.remove);

const takeOffText = (text: IfcText) => takeOff({ path: folder.write(text.toString()) });

/** A house with a wall and, besides its ground floor, `count` storeys more. */
function withStoreys(count: number): { text: IfcText; storeys: string[] } {
  const text = new IfcText("IFC4", siUnits);
  text.contain(text.element("IFCWALL", "wall", text.box(1, 1, 1), ",$"));
  const storeys = Array.from({ length: count }, (_, n) =>
    text.root("IFCBUILDINGSTOREY", `'S${n}',$,$,$,$,$,.ELEMENT.,${real(n + 1)}`),
  );
  return { text, storeys };
}

describe("what a model may hold", () => {
  it("is measured up to the last storey, and refused beyond it with a sentence", async () => {
    const most = await takeOffText(withStoreys(MODEL_LIMITS.storeys - 1).text);
    expect(most.storeys).toHaveLength(MODEL_LIMITS.storeys);
    await expect(takeOffText(withStoreys(MODEL_LIMITS.storeys).text)).rejects.toMatchObject({
      code: "ifc_too_many",
      message: expect.stringMatching(/^The model holds more than 2,000 storeys\. .*split the model/),
    });
  });

  it("is at least two million elements, and none more than the limit", () => {
    expect(MODEL_LIMITS.elements).toBeGreaterThanOrEqual(2_000_000);
    for (const kind of ["elements", "storeys", "spaces"] as const) {
      const most = MODEL_LIMITS[kind];
      const check = (count: number) => () => checkCount(kind, count);
      expect(check(most)).not.toThrow();
      expect(check(most + 1)).toThrow(`more than ${most.toLocaleString("en")} ${kind}`);
    }
  });

  it("bounds the materials of one element, their different names, and all of them together", () => {
    const parts = (count: number, name: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => ({ name: name(n), thicknessM: null, share: 1 / count }));
    const many = { materials: parts(MODEL_LIMITS.materials_in_one_element, () => "Brick") };
    expect(() => checkMaterials([many])).not.toThrow();
    expect(() => checkMaterials([{ materials: [...many.materials, ...many.materials] }])).toThrow(
      "500 materials in one element",
    );
    const named = Array.from({ length: MODEL_LIMITS.different_materials + 1 }, (_, n) => ({
      materials: parts(1, () => `Material ${n}`),
    }));
    expect(() => checkMaterials(named.slice(1))).not.toThrow();
    expect(() => checkMaterials(named)).toThrow("10,000 different materials");
    const all = MODEL_LIMITS.layers_and_other_parts_of_elements / many.materials.length;
    expect(() => checkMaterials(Array.from({ length: all + 1 }, () => many))).toThrow("8,000,000 layers");
  });

  it.each([Number.POSITIVE_INFINITY, Number.NaN, 2e15])("takes %d for no quantity of an element", (value) => {
    expect(() => checkQuantities({ volumeM3: value })).toThrow("Check the length unit");
    expect(() => checkQuantities({ volumeM3: 12, areaM2: 40 })).not.toThrow();
  });
});

it("tells of twenty storeys whose stated area does not fit, and counts the others", async () => {
  const { text, storeys } = withStoreys(30);
  for (const storey of storeys) {
    text.containIn(storey, text.element("IFCSLAB", "slab", text.box(3, 3, 0.2), ",.FLOOR."));
    text.quantities([storey], "IFCQUANTITYAREA('GrossFloorArea',$,$,900000.,$)");
  }
  const { warnings } = await takeOffText(text);
  expect(warnings.filter((warning) => warning.startsWith("Storey S"))).toHaveLength(20);
  expect(warnings.at(-1)).toMatch(/^10 further storeys/);
});

it("follows a part once, however often its whole lists it: else sixteen lines ask for 8^16 visits", async () => {
  const text = new IfcText("IFC4", siUnits);
  const assemblies = Array.from({ length: 16 }, (_, n) =>
    text.element("IFCELEMENTASSEMBLY", `level ${n}`, "$", ",$,$"),
  );
  const wall = text.element("IFCWALL", "wall", text.box(1, 1, 1), ",$");
  for (const [n, whole] of assemblies.entries())
    text.aggregate(whole, ...Array.from({ length: 8 }, () => assemblies[n + 1] ?? wall));
  text.containIn(text.storey, ...assemblies.slice(0, 1));
  const { elements } = await takeOff({ path: folder.write(text.toString()) }, { timeoutMs: 20_000 });
  expect(elements.filter(({ measured }) => measured).map(({ name }) => name)).toEqual(["wall"]);
  expect(elements).toHaveLength(17);
}, 60_000);
