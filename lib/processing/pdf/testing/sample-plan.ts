import { makePdf, text } from "./make-pdf.ts";

const MM = 72 / 25.4;

/** 1:100 in metres, where `entries` refer to it. */
const MEASURE: Readonly<Record<number, string>> = {
  20: "<</Type/Measure/Subtype/RL/R(1:100)/X 21 0 R/D[]/A[]>>",
  21: "[<</U(m)/C 0.0352778>>]",
};

export interface SamplePlan {
  /** What the title block says, e.g. `Scale 1:100`; none where empty. */
  scale?: string;
  /** Layers as optional content groups; else everything is told apart by its colour. */
  layers?: boolean;
  /** The layer of walls is off. */
  off?: boolean;
  entries?: string;
  packed?: boolean;
}

/**
 * A plan on A4 lying, at 1:100, each figure by hand: on `A-WALL-Brick` two faces of a wall of 10 m, on `Decke Stahlbeton` a
 * slab of 10 × 6 m with a hole of 2 × 1 m, on `A-DIMS` a dimension line. Walls are black, slabs grey, dimensions red.
 */
export function samplePlan({
  scale = "Scale 1:100",
  layers = true,
  off = false,
  entries = "",
  packed = true,
}: SamplePlan = {}): Buffer {
  const on = (group: string, content: string) => (layers ? `/OC /${group} BDC\n${content}EMC\n` : content);
  const drawn = [
    on("L1", "0 0 0 RG 0.5 w 0 0 m 100 0 l S 0 2.4 m 100 2.4 l S\n"),
    // Outer and inner run, filled by the even-odd rule.
    on("L2", "0.8 0.8 0.8 rg 0 10 100 60 re 10 20 20 10 re f*\n"),
    on("L3", "1 0 0 RG 0.18 w 0 -5 m 100 -5 l S\n"),
  ].join("");
  const groups = { 10: "A-WALL-Brick", 11: "Decke Stahlbeton", 12: "A-DIMS" };
  const refs = Object.keys(groups).map((number) => `${number} 0 R`);
  return makePdf({
    packed,
    pages: [
      {
        width: 842,
        height: 595,
        content: `q ${MM} 0 0 ${MM} 60 120 cm\n${drawn}Q\n${text(60, 60, "Ground floor")}${scale ? text(600, 40, scale) : ""}`,
        entries,
      },
    ],
    objects: {
      ...Object.fromEntries(
        Object.entries(groups).map(([number, name]) => [number, `<</Type/OCG/Name(${name})>>`]),
      ),
      ...(entries.includes("20 0 R") && MEASURE),
    },
    resources: "/Properties<</L1 10 0 R/L2 11 0 R/L3 12 0 R>>",
    catalog: `/OCProperties<</OCGs[${refs.join(" ")}]/D<</Order[${refs.join(" ")}]/OFF[${off ? refs[0] : ""}]>>>>`,
  });
}
