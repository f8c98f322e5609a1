import type { Indicator } from "./draft.ts";

/** Methods that GWP is declared by: identities of EN 15804+A1, and of +A2 with EF 3.0 and EF 3.1 (ILCD+EPD, lists of indicators). */
const METHODS: Record<string, Indicator> = {
  "77e416eb-a363-4258-a04e-171d843a6460": "a1",
  "6a37f984-a4b3-458a-a20a-64418c145fa2": "total",
  "5f635281-343e-44fb-83df-1971b155e6b6": "fossil",
  "2356e1ab-0185-4db5-86e5-16de51c7485c": "biogenic",
  "4331bbdb-978a-490d-8707-eeb047f01a55": "luluc",
  "a7ea142a-9749-11ed-a8fc-0242ac120002": "total",
  "a7ea19c0-9749-11ed-a8fc-0242ac120002": "fossil",
  "a7ea186c-9749-11ed-a8fc-0242ac120002": "biogenic",
  "a7ea1ae2-9749-11ed-a8fc-0242ac120002": "luluc",
};

/** By the method's identity; of one that is not known by its short name, in which programs write the abbreviation. */
export function indicatorOf(id: string, descriptions: readonly string[]): Indicator | null {
  const known = METHODS[id.toLowerCase()];
  if (known) return known;
  for (const text of descriptions) {
    const part = /\bGWP[\s-]*(total|fossil|biogenic|luluc)\b/i.exec(text)?.[1]?.toLowerCase();
    if (part === "total" || part === "fossil" || part === "biogenic" || part === "luluc") return part;
    if (/\bGWP\b(?![\s-]*[a-z])/i.test(text)) return "a1";
  }
  return null;
}

/** Flow properties, and the units of their groups. */
export const FLOW_PROPERTIES: Record<
  string,
  { unit: string; of: "mass" | "volume" | "area" | "length" | "items" }
> = {
  "93a60a56-a3c8-11da-a746-0800200b9a66": { unit: "kg", of: "mass" },
  "93a60a56-a3c8-22da-a746-0800200c9a66": { unit: "m3", of: "volume" },
  "93a60a56-a3c8-19da-a746-0800200c9a66": { unit: "m2", of: "area" },
  "838aaa23-0117-11db-92e3-0800200c9a66": { unit: "m", of: "length" },
  "01846770-4cfe-4a25-8ad9-919d8d378345": { unit: "pcs", of: "items" },
};

/** Material properties by the names of ILCD+EPD, in small letters. */
export const MATERIAL_PROPERTIES = {
  "gross density": "grossDensity",
  "bulk density": "bulkDensity",
  grammage: "grammage",
  "layer thickness": "thickness",
  "linear density": "linearDensity",
  "weight per piece": "pieceWeight",
  "conversion factor to 1 kg": "conversionTo1Kg",
  "carbon content (biogenic)": "biogenicCarbonKg",
} as const;

export function materialPropertyOf(name: string) {
  const plain = name.trim().toLowerCase();
  return plain in MATERIAL_PROPERTIES ? MATERIAL_PROPERTIES[plain as keyof typeof MATERIAL_PROPERTIES] : null;
}
