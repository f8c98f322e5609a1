import { describe, expect, it } from "vitest";
import { DIMENSIONS, embed, embeddingModel } from "./embed.ts";
import { lexicalVector } from "./lexical.ts";

const cosine = (a: string, b: string) => {
  const [x, y] = [lexicalVector(a, DIMENSIONS), lexicalVector(b, DIMENSIONS)];
  return x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
};

describe("the lexical embedding", () => {
  it("serves where there is no model, says so, and needs no tenant's rows", async () => {
    expect(await embeddingModel()).toEqual({ kind: "lexical", version: "lexical-1" });
    const { model, vectors } = await embed("no tenant", ["Stahlbeton", "", "Stahlbeton"]);
    expect(model.kind).toBe("lexical");
    expect(vectors.map((vector) => vector.length)).toEqual([DIMENSIONS, DIMENSIONS, DIMENSIONS]);
    expect(Math.hypot(...(vectors[0] ?? []))).toBeCloseTo(1, 5);
    expect(vectors[1]?.every((value) => value === 0)).toBe(true);
    expect(vectors[2]).toEqual(vectors[0]);
  });

  it.each([
    ["Stahlbeton C30/37", "Reinforced concrete C30/37", "Carpet tiles"],
    ["Kalkzandsteen", "Sand-lime brick", "Steel beam"],
    ["Mineralwolle", "minerale wol", "Kalksandstein"],
    ["Mauerwrk", "Mauerwerk", "Bodenplatte"],
    ["Beton C25/30", "Concrete C25/30", "Concrete C40/50"],
    ["Schule mit Turnhalle", "School, two storeys", "Warehouse, two storeys"],
  ])("puts %s nearer to %s than to %s", (text, near, far) => {
    expect(cosine(text, near)).toBeGreaterThan(cosine(text, far) + 0.1);
  });
});
