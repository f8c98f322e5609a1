import { Group, Vector3, Vector4 } from "three";
import { describe, expect, it } from "vitest";
import { type Block, makePart } from "../testing/make-model.ts";
import { createBudget, share } from "./detail.ts";
import { FLAG, type SharedUniforms } from "./material.ts";
import { orderBySight } from "./part.ts";
import { createParts } from "./parts.ts";
import { createStates } from "./states.ts";

const blocks: Block[] = [
  { ordinal: 40, at: [0, 0, 0], size: [1, 1, 1], rgba: [200, 100, 50, 255] },
  { ordinal: 7, at: [5, 0, 0], size: [8, 0.2, 3], rgba: [90, 90, 90, 255] },
  { ordinal: 12, at: [6, 0, 1], size: [1, 0.2, 1], rgba: [120, 180, 220, 80] },
];
const none: ReadonlySet<number> = new Set();

async function load(...files: Uint8Array<ArrayBuffer>[]) {
  const states = createStates(8);
  const shared: SharedUniforms = {
    states: { value: states.texture },
    pass: { value: 0 },
    section: { value: new Vector4() },
    highlight: { value: null },
    ghostColour: { value: null },
    dimmed: { value: null },
    dimming: { value: 0 },
  };
  const parts = createParts(new Group(), states, shared);
  for (const file of files) await parts.add(file.buffer);
  return { parts, states };
}

describe("a part of a model", () => {
  it("gives each element its place and its triangles", async () => {
    const { parts } = await load(await makePart(blocks));
    const box = parts.boxOf([7]);
    expect(box.min.distanceTo(new Vector3(5, 0, 0))).toBeLessThan(0.004);
    expect(box.max.distanceTo(new Vector3(13, 0.2, 3))).toBeLessThan(0.004);
    for (const { ordinal, size } of blocks) {
      const triangles = [...parts.trianglesOf(ordinal)];
      expect(triangles).toHaveLength(12);
      const volume = triangles.reduce((sum, [a, b, c]) => sum + a.dot(b.clone().cross(c)) / 6, 0);
      expect(volume).toBeCloseTo(size[0] * size[1] * size[2], 1);
    }
    expect(parts.boxOf([99]).isEmpty()).toBe(true);
  });

  it("draws what is opaque and what is not apart, largest elements first", async () => {
    const { parts } = await load(await makePart(blocks));
    expect(parts.drawn.map(({ piece }) => piece.glass)).toEqual([false, true]);
    const [solid] = parts.drawn;
    expect([...(solid?.piece.locals ?? [])]).toEqual([1, 0]);
    expect([...(solid?.piece.ends ?? [])]).toEqual([36, 72]);
  });

  it("joins an element that lies in two parts", async () => {
    const elsewhere: Block = { ordinal: 40, at: [0, 4, 0], size: [1, 1, 1], rgba: [200, 100, 50, 255] };
    const { parts, states } = await load(await makePart(blocks.slice(0, 1)), await makePart([elsewhere]));
    expect(states.slotsOf(40)).toEqual([0, 1]);
    expect([...parts.trianglesOf(40)]).toHaveLength(24);
    expect(parts.boxOf([40]).max.y).toBeCloseTo(5, 1);
  });

  it("refuses what is no part", async () => {
    await expect(load(new Uint8Array(64))).rejects.toThrow();
  });
});

describe("states of elements", () => {
  it("say in one texel what is hidden, a shadow, picked, pointed at and coloured", async () => {
    const { states } = await load(await makePart(blocks));
    const colours = new Uint8Array(41 * 3).fill(9);
    states.show({
      colours,
      ghosts: true,
      selection: { selected: new Set([40]), hovered: 12, isolated: new Set([40, 12]), hidden: new Set([12]) },
    });
    const flags = [0, 1, 2].map((slot) => states.texture.image.data?.[slot * 4 + 3]);
    expect(flags).toEqual([
      FLAG.coloured | FLAG.selected,
      FLAG.coloured | FLAG.ghost,
      FLAG.coloured | FLAG.hidden | FLAG.hovered,
    ]);
    expect(states.hasGhosts(0, 3)).toBe(true);
    states.show({
      colours: null,
      ghosts: false,
      selection: { selected: none, hovered: null, isolated: new Set([40]), hidden: none },
    });
    expect(states.texture.image.data?.[7]).toBe(FLAG.hidden);
    expect(states.hasGhosts(0, 3)).toBe(false);
  });
});

describe("a piece by what is seen of it", () => {
  it("begins with what is seen most, and keeps all triangles of each element", async () => {
    const rows: Block[] = [1, 2, 3, 4].map((size, at) => ({
      ordinal: at,
      at: [at * 10, 0, 0],
      size: [size, size, size],
      rgba: [200, 200, 200, 255],
    }));
    const { parts } = await load(await makePart(rows));
    const piece = parts.drawn[0]?.piece;
    if (!piece) throw new Error("The part has no piece");
    expect([...piece.locals]).toEqual([3, 2, 1, 0]);
    // The largest stands behind the others.
    const seen = [0.5, 2, 1, 0];
    const order = orderBySight(piece, (local) => seen[local] ?? 0);
    expect([...order.locals]).toEqual([1, 2, 0, 3]);
    expect([...order.ends]).toEqual([36, 72, 108, 144]);
    const triangles = (from: { getX(at: number): number }, start: number) =>
      Array.from({ length: 36 }, (_, at) => from.getX(start + at));
    expect(triangles(order.index, 0)).toEqual(triangles(piece.index, 72));
    expect(triangles(order.index, 108)).toEqual(triangles(piece.index, 0));
    expect(share([order], new Vector3(0, -40, 5), 24)).toEqual([72]);
    // What is found anew takes the memory of what was known before.
    piece.outside = order;
    expect(orderBySight(piece, () => 0).index).toBe(order.index);
  });
});

describe("the budget of a moving picture", () => {
  it("has fewer pixels first, then fewer triangles, until frames come in time, and more where there is time", () => {
    const budget = createBudget(1_000_000);
    const frames = (perMillion: number, count: number) => {
      for (let frame = 0; frame < count; frame += 1)
        budget.took((budget.triangles() / 1e6) * perMillion, budget.triangles());
    };
    budget.took(400, 1_000_000);
    expect([budget.coarse(), budget.triangles()]).toEqual([true, 1_000_000]);
    frames(400, 12);
    expect(budget.triangles()).toBeGreaterThan(70_000);
    expect(budget.triangles()).toBeLessThan(115_000);
    frames(100, 20);
    expect(budget.triangles()).toBeGreaterThan(320_000);
    budget.took(10_000, 20);
    expect(budget.triangles()).toBe(20_000);
  });
});

describe("the share of a moving picture", () => {
  it("keeps to the budget and leaves out the smallest", async () => {
    const { parts } = await load(await makePart(blocks));
    const pieces = parts.drawn.map(({ piece }) => piece);
    const eye = new Vector3(0, -40, 5);
    expect(share(pieces, eye, 1000)).toEqual([72, 36]);
    expect(share(pieces, eye, 12)).toEqual([36, 0]);
  });
});
