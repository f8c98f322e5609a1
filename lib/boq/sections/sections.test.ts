import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLASSIFICATIONS, type Classification } from "#db/schema/boq.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { flatten } from "../present-bill.ts";
import { pathOf, readCode } from "./codes.ts";
import { groupLines } from "./group-lines.ts";
import { ENTRIES_WITH_SECTION, NRM_2, nrm2Of } from "./nrm-2.ts";
import { titleOf } from "./titles.ts";

describe("sections of a bill", () => {
  it("stand in the order of the classification, with sub-totals at every level and what has no code at the end", () => {
    const line = (name: string, code: string | null, amount: number | null) => ({ name, code, amount });
    const sections = groupLines("din_276", [
      line("paint", null, 5),
      line("window", "334", 30),
      line("wall", "331", 100),
      line("stair", "351", null),
      line("walls", "330", 7),
      line("pipe", "400", 11),
    ]);
    expect(
      flatten(sections).map(({ code, level, amount, unpriced }) => [code, level, amount, unpriced]),
    ).toEqual([
      ["300", 1, 137, 1],
      ["330", 2, 137, 0],
      ["331", 3, 100, 0],
      ["334", 3, 30, 0],
      ["350", 2, 0, 1],
      ["351", 3, 0, 1],
      ["400", 1, 11, 0],
      [null, 1, 5, 0],
    ]);
    expect(
      flatten(sections)
        .find(({ code }) => code === "330")
        ?.lines.map(({ name }) => name),
    ).toEqual(["walls"]);
  });

  it("add up to the lines, whatever their codes, and lose none", () => {
    const code: Record<Classification, fc.Arbitrary<string>> = {
      din_276: fc.integer({ min: 100, max: 899 }).map(String),
      nrm_2: fc.integer({ min: 1, max: 41 }).map(String),
      master_format: fc.stringMatching(/^\d\d( \d\d( \d\d)?)?$/),
      uni_format: fc.stringMatching(/^[A-G](\d\d(\d\d)?)?$/),
    };
    for (const classification of CLASSIFICATIONS)
      fc.assert(
        fc.property(
          fc.array(
            fc.record({
              code: fc.option(code[classification]),
              amount: fc.option(fc.integer({ min: -(10 ** 9), max: 10 ** 12 })),
            }),
          ),
          (lines) => {
            const sections = groupLines(classification, lines);
            const all = flatten(sections);
            expect(sections.reduce((sum, { amount }) => sum + amount, 0)).toBe(
              lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
            );
            expect(all.flatMap((section) => section.lines)).toHaveLength(lines.length);
            for (const section of all)
              expect(section.amount).toBe(
                [...section.lines, ...section.sections].reduce((sum, { amount }) => sum + (amount ?? 0), 0),
              );
            expect(new Set(all.map((section) => section.code)).size).toBe(all.length);
          },
        ),
      );
  });

  it("reads codes as people write them, and refuses others", () => {
    expect(readCode("master_format", "033000")).toBe("03 30 00");
    expect(readCode("master_format", "03.30")).toBe("03 30");
    expect(readCode("uni_format", "b2010")).toBe("B2010");
    expect(readCode("nrm_2", "05")).toBe("5");
    expect([
      readCode("nrm_2", "42"),
      readCode("nrm_2", "0"),
      readCode("din_276", "931"),
      readCode("din_276", "33"),
    ]).toEqual([null, null, null, null]);
    expect(pathOf("master_format", "03 30 00")).toEqual(["03", "03 30", "03 30 00"]);
    expect(pathOf("uni_format", "B2010")).toEqual(["B", "B20", "B2010"]);
    expect(pathOf("uni_format", "B")).toEqual(["B"]);
    expect(pathOf("din_276", "300")).toEqual(["300"]);
  });

  it("has an NRM 2 section for everything in the built-in catalogue that is bought, and a title for each", () => {
    const bought = [...DEFAULT_CATALOGUE.values()]
      .filter(({ nothingToBuy }) => !nothingToBuy)
      .map(({ id }) => id);
    expect(bought.filter((id) => !ENTRIES_WITH_SECTION.has(id))).toEqual([]);
    expect([...ENTRIES_WITH_SECTION].filter((id) => !DEFAULT_CATALOGUE.has(id))).toEqual([]);
    expect(Object.keys(NRM_2)).toEqual(Array.from({ length: 41 }, (_, index) => String(index + 1)));
    expect(nrm2Of("concrete-c30", "IfcPile")).toBe("7");
    expect(nrm2Of("concrete-c30", "IfcSlab")).toBe("11");
    expect(nrm2Of("our-own-entry", "IfcWall")).toBeNull();
    expect(titleOf("nrm_2", "14", "en")).toBe("Masonry");
  });

  it("has titles of cost groups at every level, and none of MasterFormat, whose titles are not ours to give", () => {
    expect(pathOf("din_276", "353").map((code) => titleOf("din_276", code, "de"))).toEqual([
      "Bauwerk – Baukonstruktionen",
      "Decken/Horizontale Baukonstruktionen",
      "Deckenbeläge",
    ]);
    expect(titleOf("din_276", "353", "en")).toBe("Floor finishes");
    expect(titleOf("uni_format", "B", "en")).toBe("Shell");
    expect(titleOf("master_format", "03", "en")).toBeNull();
  });
});
