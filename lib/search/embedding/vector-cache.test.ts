import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { contentHash, forgetVectors, knownVectors, rememberVectors } from "./vector-cache.ts";

afterAll(closePools);

const vector = Float32Array.from({ length: 384 }, (_, at) => Math.sin(at));

describe("kept vectors", () => {
  it("are the tenant's and the model's own, bit by bit, in memory and in the database", async () => {
    const [mine, other] = [(await makeTenant()).id, (await makeTenant()).id];
    const hash = contentHash("Stahlbeton");
    await rememberVectors(mine, "m-1", new Map([[hash, vector]]), true);
    await rememberVectors(mine, "m-1", new Map([[hash, vector]]), true);
    expect((await knownVectors(mine, "m-1", [hash])).get(hash)).toEqual(vector);
    expect((await knownVectors(other, "m-1", [hash])).size).toBe(0);
    expect((await knownVectors(mine, "m-2", [hash])).size).toBe(0);

    // Other texts push it out of memory; then it comes from the rows.
    await rememberVectors(other, "m-1", new Map(many(5_001)), false);
    const read = (await knownVectors(mine, "m-1", [hash])).get(hash);
    expect(read).not.toBe(vector);
    expect(read).toEqual(vector);
    expect((await knownVectors(other, "m-1", [hash])).size).toBe(0);
  });

  it("are in memory only where they are not to be stored", async () => {
    const tenant = (await makeTenant()).id;
    const hash = contentHash("asked once");
    await rememberVectors(tenant, "m-1", new Map([[hash, vector]]), false);
    expect((await knownVectors(tenant, "m-1", [hash])).size).toBe(1);
    await rememberVectors(tenant, "m-1", new Map(many(5_001)), false);
    expect((await knownVectors(tenant, "m-1", [hash])).size).toBe(0);
  });

  it("go with the text they are of, of every model and of this tenant alone", async () => {
    const [mine, other] = [(await makeTenant()).id, (await makeTenant()).id];
    const [gone, kept] = [contentHash("gone"), contentHash("kept")];
    for (const [tenant, model] of [
      [mine, "m-1"],
      [mine, "m-2"],
      [other, "m-1"],
    ] as const)
      await rememberVectors(
        tenant,
        model,
        new Map([
          [gone, vector],
          [kept, vector],
        ]),
        true,
      );
    await withTenant(mine, (tx) => forgetVectors(tx, mine, [gone]));
    for (const model of ["m-1", "m-2"])
      expect([...(await knownVectors(mine, model, [gone, kept])).keys()]).toEqual([kept]);
    expect((await knownVectors(other, "m-1", [gone, kept])).size).toBe(2);
  });
});

const many = (count: number): [string, Float32Array][] =>
  Array.from({ length: count }, (_, at) => [contentHash(`other ${at}`), vector]);
