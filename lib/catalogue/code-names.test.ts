import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { CLASSIFICATION_LANGUAGES, NAMED_CODES, namesOfCodes } from "./code-names.ts";
import { DEFAULT_CATALOGUE } from "./default-catalogue.ts";

describe("names of cost groups", () => {
  it("are there in each language for every code that can be given", async () => {
    const rules = await readFile(new URL("codes.ts", import.meta.url), "utf8");
    const din = [...rules.matchAll(/"(\d{3})"/g)].map(([, code]) => code ?? "");
    const walls = ["330", "331", "332", "340", "341", "342"];
    const uni = [...DEFAULT_CATALOGUE.values()].flatMap(({ codes }) => codes.uniFormat ?? []);
    expect(din.length).toBeGreaterThan(20);
    expect([...din, ...walls].filter((code) => !NAMED_CODES.din276.includes(code))).toEqual([]);
    expect(uni.filter((code) => !NAMED_CODES.uniFormat.includes(code))).toEqual([]);
    for (const language of CLASSIFICATION_LANGUAGES)
      for (const din276 of NAMED_CODES.din276)
        expect(namesOfCodes({ din276, uniFormat: null }, language).din276).toBeTruthy();
  });

  it("follow the language; what has no code has no name", () => {
    const codes = { din276: "331", uniFormat: "B20" };
    expect(namesOfCodes(codes, "de")).toEqual({ din276: "Tragende Außenwände", uniFormat: "Gebäudehülle" });
    expect(namesOfCodes(codes, "en")).toEqual({
      din276: "Load-bearing external walls",
      uniFormat: "Exterior enclosure",
    });
    expect(namesOfCodes({ din276: null, uniFormat: "Z99" }, "en")).toEqual({ din276: null, uniFormat: null });
  });
});
