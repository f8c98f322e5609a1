import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { Invalid } from "#lib/errors.ts";
import { assignMaterials } from "#lib/estimates/assign-materials.ts";
import { readFileMaterials } from "#lib/estimates/file-materials.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { EditPriceBookRow, editPriceBookRow } from "#lib/price-books/edit-price-book-row.ts";
import { parsePriceBook } from "#lib/price-books/parse-price-book.ts";
import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { MatchMaterial, matchMaterial } from "./match-material.ts";
import { spellings } from "./spelling.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const match = async (name: string, as = ctx) =>
  (await matchMaterial(as, MatchMaterial.parse({ name }))).candidates;
const first = async (name: string) => (await match(name))[0];

describe("matching a name to the catalogue", () => {
  it.each([
    ["Stahlbteon Wand", "concrete-rc", "spelling"],
    ["Gewpaend beton C30/37", "concrete-rc", "spelling"],
    ["Kalkzandsten", "calcium-silicate", "spelling"],
    ["Mineral woll", "stone-wool", "spelling"],
    ["Brettsperhrolz 140", "clt", "spelling"],
    ["Dachziegl", "clay-tile", "spelling"],
    ["Carrpet", "carpet", "spelling"],
    ["C40/50", "concrete-c40", "rule"],
    ["C25/30", "concrete-c25", "rule"],
    ["Ready mix conrete C30/37", "concrete-c30", "rule"],
  ])("%s: %s", async (name, catalogue_id, because) => {
    expect(await first(name)).toMatchObject({ catalogue_id, because });
  });

  it("goes from the likeliest to the least likely, between 0 and 1, and no further than asked", async () => {
    const { candidates } = await matchMaterial(ctx, { name: "Ready-mix concrete C30/37", limit: 3 });
    expect(candidates).toHaveLength(3);
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    expect(candidates[0]).toMatchObject({ name: "Ready-mix concrete C30/37", unit: "m3" });
  });

  it("finds nothing in a name that says nothing", async () => {
    for (const name of ["Xylofant", "Default 12", "???", "0815", "Plegel"])
      expect(await match(name)).toEqual([]);
    expect(() => MatchMaterial.parse({ name: "  " })).toThrow("Give the name of the material");
  });

  it("knows the organisation's own entries and assignments, misspelt too, and nobody else's", async () => {
    await editPriceBookRow(
      ctx,
      "default",
      "zubrium",
      EditPriceBookRow.parse({
        entry: { name: "Zubrium panel", unit: "m3", class: "insulation" },
        aliases: ["Zubriumplatte"],
      }),
    );
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    expect(await first("Zubrum panel")).toMatchObject({ catalogue_id: "zubrium", because: "own_name" });
    expect(await first("Zubriumplate 12 cm")).toMatchObject({ catalogue_id: "zubrium" });
    expect(await match("Zubrium 10")).toContainEqual(expect.objectContaining({ catalogue_id: "zubrium" }));

    // Suggested for the file's unknown material, and nothing is assigned by it.
    const before = await readFileMaterials(ctx, run.fileId);
    expect(before.suggestions["Zubrium 9"]?.[0]).toMatchObject({ catalogue_id: "zubrium" });
    expect(before.unknown_materials).toContain("Zubrium 9");
    await assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "cork" } });
    expect(await first("Zubriun 9")).toMatchObject({ catalogue_id: "cork", because: "own_name" });

    const other = await systemCtx((await makeTenant()).id);
    expect(await match("Zubrium panel", other)).not.toContainEqual(
      expect.objectContaining({ catalogue_id: "zubrium" }),
    );
  });
});

describe("a price book's row of an unknown entry", () => {
  const issuesOf = (...rows: string[][]) => {
    try {
      parsePriceBook([
        ["catalogue_id", "name", "unit", "material_price", "labour_hours", "price_source"],
        ...rows,
      ]);
      return [];
    } catch (error) {
      if (error instanceof Invalid) return error.extra.issues;
      throw error;
    }
  };

  it("is refused with the entries that its name or id most likely means", () => {
    expect(issuesOf(["steel-beams", "Stahlträger S235", "kg", "2", "0.01", "Quote"])).toMatchObject([
      {
        path: "row 2: catalogue_id",
        message: expect.stringMatching(
          /There is no catalogue entry steel-beams.+Did you mean steel-section \(/,
        ),
        candidates: [{ catalogue_id: "steel-section", score: expect.any(Number) }],
      },
    ]);
    expect(issuesOf(["", "Porenbetton", "m3", "80", "1", "Quote"])).toMatchObject([
      {
        path: "row 2: catalogue_id",
        message: expect.stringContaining("Did you mean aac (Autoclaved aerated concrete block)"),
      },
    ]);
  });

  it("answers a table of thousands soon: only the first faults get candidates", () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => [
      `entry-${at}`,
      "Stahlbeotn",
      "m3",
      "1",
      "1",
      "Quote",
    ]);
    const issues = issuesOf(...rows);
    expect(issues).toHaveLength(2_000);
    expect(Array.isArray(issues) && issues.filter((issue) => issue.candidates)).toHaveLength(25);
  });

  it("gets no guess where nothing is like it", () => {
    expect(issuesOf(["xyz-9", "Xylofant", "kg", "2", "0.01", "Quote"])).toEqual([
      { path: "row 2: catalogue_id", message: expect.not.stringContaining("Did you mean") },
    ]);
  });
});

describe("mending the spelling", () => {
  const mended = (name: string) => spellings(normaliseMaterialName(name))[0];

  it.each([
    ["Stahlbeotndecke", { text: "stahlbetondecke", edits: 1 }],
    ["Mauerwrk", { text: "mauerwerk", edits: 1 }],
    ["reinf beton", { text: "reinforced beton", edits: 1 }],
    ["Sandd", { text: "sand", edits: 1 }],
  ])("%s", (name, expected) => {
    expect(mended(name)).toMatchObject(expected);
  });

  it("leaves known words, numbers, and words that are like none", () => {
    for (const name of [
      "Stahlbeton C30/37",
      "Holz",
      "S235JR",
      "Plegel",
      "Default",
      "Solid",
      "Unassigned",
      "abc",
    ])
      expect(mended(name), name).toBeUndefined();
  });

  it("does not look into what is no word: longer than forty letters, or after the twelfth", () => {
    expect(mended("abcdefghijklmnopqrstuvwxyz".repeat(700))).toBeUndefined();
    expect(mended(`${"xx ".repeat(12)}Mauerwrk`)).toBeUndefined();
    expect(mended(`${"xx ".repeat(11)}Mauerwrk`)).toBeDefined();
  });
});
