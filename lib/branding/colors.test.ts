import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandCss, brandTokens, contrastRatio } from "./colors.ts";

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const schemes = [
  { scheme: "light", grounds: groundsOf(1) },
  { scheme: "dark", grounds: groundsOf(2) },
] as const;

/** The grounds as the stylesheet has them, so that a change there must hold here. */
function groundsOf(group: 1 | 2): string[] {
  return ["canvas", "surface", "subtle", "hover"].map((name) => {
    const value = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)?.[group];
    if (!value) throw new Error(`no --${name} in globals.css`);
    return value;
  });
}

describe("brandTokens", () => {
  it.each(schemes)("keeps text at 4.5:1 in $scheme, whatever the colour", ({ scheme, grounds }) => {
    fc.assert(
      fc.property(color, (brand) => {
        const tokens = brandTokens(brand, scheme);
        expect(contrastRatio(tokens.on, tokens.fill)).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(tokens.on, tokens.strong)).toBeGreaterThanOrEqual(4.5);
        for (const ground of grounds) expect(contrastRatio(tokens.text, ground)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves a colour that is fit as it is", () => {
    expect(brandTokens("#0b5d3b", "light")).toMatchObject({
      fill: "#0b5d3b",
      text: "#0b5d3b",
      on: "#ffffff",
    });
    expect(brandTokens("#ffcc00", "light")).toMatchObject({ fill: "#ffcc00", on: "#000000" });
  });

  it("moves a colour that would vanish", () => {
    expect(brandTokens("#ffffff", "light").fill).not.toBe("#ffffff");
    expect(brandTokens("#101418", "dark").fill).not.toBe("#101418");
  });
});

describe("the product's own colour", () => {
  it.each([
    { letter: "l", grounds: groundsOf(1) },
    { letter: "d", grounds: groundsOf(2) },
  ])("keeps the same contrast ($letter)", ({ letter, grounds }) => {
    const token = (name: string) =>
      new RegExp(`--brand-${letter}${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? "missing";
    expect(contrastRatio(token("-on"), token(""))).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(token("-on"), token("-strong"))).toBeGreaterThanOrEqual(4.5);
    for (const ground of grounds) expect(contrastRatio(token("-text"), ground)).toBeGreaterThanOrEqual(4.5);
  });
});

describe("brandCss", () => {
  it("sets the properties of both schemes and nothing for an unusable colour", () => {
    expect(brandCss("#0b5d3b")).toMatch(/^:root\{--brand-l:#0b5d3b;.*--brand-d-text:#[0-9a-f]{6}\}$/);
    expect(brandCss("red;} body{display:none")).toBe("");
    expect(brandCss(null)).toBe("");
  });
});
