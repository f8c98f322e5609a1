import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { ENVELOPE_RULES } from "./envelope.ts";
import { FINISH_RULES } from "./finishes.ts";
import { STRUCTURE_RULES } from "./structure.ts";

const rules = [...ENVELOPE_RULES, ...FINISH_RULES, ...STRUCTURE_RULES];

describe("rules", () => {
  it("lead to entries of the catalogue", () => {
    expect(rules.filter(({ to }) => to !== null && !DEFAULT_CATALOGUE.has(to)).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it("are written in the normalised form, or they could never match", () => {
    const sources = rules.flatMap(({ any, and, not }) => [any.source, and?.source ?? "", not?.source ?? ""]);
    const odd = sources.filter(
      (source) => /[^\x20-\x7e]/.test(source) || /[A-Z]/.test(source.replace(/\\p\{[LN]\}/g, "")),
    );
    expect(odd).toEqual([]);
  });
});
