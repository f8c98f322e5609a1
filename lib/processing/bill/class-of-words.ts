import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import { wordsOf } from "#lib/processing/drawing/suggest-mapping.ts";
import { elementRules, MATERIALS } from "#lib/processing/drawing/suggest-rules.ts";
import { productOfClass } from "#lib/processing/materials/class-items.ts";

export interface OfWords {
  ifcClass: string;
  /** True for what is estimated whole by its class, such as a door: its description is no material. */
  isProduct: boolean;
  /** The material that the words tell, for what is estimated whole. */
  material: string | null;
}

const RULES = elementRules("layer").filter(({ byMaterial }) => !byMaterial);

/**
 * What a row most likely is, by its words: the first class whose rule matches and that can be had in the row's unit. A square
 * metre of painted doors is no door. `IfcBuildingElementProxy` where the words tell no class.
 */
export function classOfWords(text: string, unit: Unit): OfWords {
  const words = wordsOf(text);
  for (const { ifcClass, when } of RULES) {
    if (!when.test(words)) continue;
    const product = productOfClass(ifcClass, [], text);
    if (product === null) {
      // A wall is built of a material and never counted.
      if (unit !== "pcs") return { ifcClass, isProduct: false, material: null };
    } else if (DEFAULT_CATALOGUE.get(product)?.unit === unit || (unit === "pcs" && IN_PIECES.test(ifcClass)))
      return {
        ifcClass,
        isProduct: true,
        material: MATERIALS.find(({ when: of }) => of.test(words))?.name ?? null,
      };
  }
  return { ifcClass: "IfcBuildingElementProxy", isProduct: false, material: null };
}

/** Counted in every bill, by whatever unit they are priced. */
const IN_PIECES = /^Ifc(Door|Window)$/;
