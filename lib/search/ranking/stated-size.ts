import { remembered } from "./remember.ts";

const MOST_STOREYS = 150;

const COUNTED =
  /(\d{1,3})[\s-]*(?:storeys?|stor(?:y|ies|eyed)|floors?|levels?|geschosse?[rn]?|geschossig\w*|stockwerke?n?|etagen?|verdiepingen|bouwlagen|laags|etages?|niveaux|plantas|piani)\b/iu;

/** Storeys that a text states: "5 storeys", "5-geschossig", "5 bouwlagen"; null: none. */
export const statedStoreys = remembered((text: string): number | null => {
  const found = COUNTED.exec(text.normalize("NFKD").replace(/\p{M}/gu, ""));
  const storeys = Number(found?.[1]);
  return storeys > 0 && storeys <= MOST_STOREYS ? storeys : null;
});
