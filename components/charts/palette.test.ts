import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { partColor, SERIES, seriesColor } from "./palette.ts";
import { ENTRY_SERIES } from "./palette-entries.ts";
import { colorOf } from "./thing-colors.ts";

type Triple = readonly [number, number, number];

/** Machado, Oliveira and Fernandes 2009, full severity, on linear RGB. */
const VISION: Record<string, readonly [Triple, Triple, Triple]> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (hex: string): Triple => {
  const channel = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

const times = (rows: readonly [Triple, Triple, Triple], [r, g, b]: Triple): Triple => {
  const of = (row: Triple) => Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b));
  return [of(rows[0]), of(rows[1]), of(rows[2])];
};

/** Ottosson 2020. */
const oklab = ([r, g, b]: Triple): Triple => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

const css = readFileSync("app/globals.css", "utf8");

describe.each([
  ["light", 0, ["#ffffff", "#f6f7f9"]],
  ["dark", 1, ["#13171c", "#191e25"]],
] as const)("the colours of charts, %s", (_, theme, grounds) => {
  const colors = SERIES.map((pair) => pair[theme]);

  it.each(Object.entries(VISION))("can be told apart with %s vision", (_name, matrix) => {
    const seen = colors.map((hex) => oklab(times(matrix, linear(hex))));
    for (const [index, [l, a, b]] of seen.entries()) {
      for (const [other, [l2, a2, b2]] of seen.slice(0, index).entries()) {
        expect(Math.hypot(l - l2, a - a2, b - b2), `${other + 1} and ${index + 1}`).toBeGreaterThan(0.045);
      }
    }
  });

  it("stand 3:1 against their grounds", () => {
    for (const color of colors)
      for (const ground of grounds)
        expect(contrast(color, ground), `${color} on ${ground}`).toBeGreaterThan(3);
  });
});

describe("which thing has which colour", () => {
  it("is what the tokens of the style sheet say", () => {
    for (const [index, [light, dark]] of SERIES.entries()) {
      expect(css).toContain(`--chart-${index + 1}: light-dark(${light}, ${dark});`);
      expect(css).toContain(`--color-chart-${index + 1}: var(--chart-${index + 1});`);
    }
  });

  it("knows every entry of the built-in catalogue", () => {
    expect([...ENTRY_SERIES.keys()].sort()).toEqual([...DEFAULT_CATALOGUE.keys()].sort());
  });

  it("is stable, and one for the variants of a class", () => {
    expect(colorOf("material", "our-own-brick")).toEqual(colorOf("material", "our-own-brick"));
    expect(colorOf("class", "IfcWallStandardCase").series).toBe(colorOf("class", "IfcWall").series);
    expect(partColor("module", "a4_kg")).toMatchObject({ series: 3, css: "var(--chart-3)" });
    expect(seriesColor(13).series).toBe(1);
  });
});
