import { z } from "zod";

const Point = z.tuple([z.number(), z.number(), z.number()]);

/** What the browser draws of a file. Positions and bounds are metres relative to `origin`, Z up. */
export const ModelView = z.object({
  format: z.literal("glb-1"),
  up: z.literal("z"),
  unit: z.literal("m"),
  /** In the model's own coordinates, m. */
  origin: Point,
  bounds: z.object({ min: Point, max: Point }),
  triangles: z.number(),
  elements: z.number(),
  /** In the order in which to fetch them: the first holds the largest elements. */
  parts: z.array(
    z.object({
      number: z.number(),
      bytes: z.number(),
      triangles: z.number(),
      elements: z.number(),
      url: z.string(),
    }),
  ),
});

/** Of a quantity: doubtful, stated by the file or measured, or there is none. */
export const CONFIDENCE = { low: 0, confirmed: 1, none: 2 } as const;

const Index = z.array(z.number());
const Amount = z.array(z.number().nullable());

/** Columns by which elements are coloured, one entry an ordinal; what is indexed is named once. */
export const ModelElementsView = z.object({
  count: z.number(),
  classes: z.array(z.string()),
  class: Index,
  storeys: z.array(z.string()),
  /** -1: in no storey. */
  storey: Index,
  materials: z.array(z.string()),
  /** The material of the largest share; -1: none is named. */
  material: Index,
  /** What each material was taken for, by its place in `materials`: a catalogue entry's id; null: it is unknown. */
  material_entries: z.array(z.string().nullable()),
  currency: z.string().nullable(),
  /** Likely cost in the currency; null: nothing of it is priced. */
  cost: Amount,
  /** A1–A3; null: nothing of it is counted. */
  carbon_kg: Amount,
  /** 0: a quantity is doubtful; 1: all are stated or measured; 2: it has none. */
  confidence: Index,
});
