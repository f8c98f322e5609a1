/**
 * Names of the groups that `codes.ts` gives: DIN 276:2018 cost groups in German and, in our own translation, English;
 * UniFormat II (ASTM E1557, NISTIR 6389) level 2 in English and, in our own translation, German. MasterFormat's titles
 * are CSI's own and are not reproduced.
 */
export const CLASSIFICATION_LANGUAGES = ["en", "de"] as const;
export type ClassificationLanguage = (typeof CLASSIFICATION_LANGUAGES)[number];

/** The language that a setting names; English where it names none of these. */
export function classificationLanguage(setting: string | undefined): ClassificationLanguage {
  return CLASSIFICATION_LANGUAGES.find((language) => language === setting) ?? "en";
}

type Names = Record<string, Record<ClassificationLanguage, string>>;

const DIN_276: Names = {
  320: { de: "Gründung, Unterbau", en: "Foundation, substructure" },
  322: { de: "Flachgründungen und Bodenplatten", en: "Shallow foundations and base slabs" },
  323: { de: "Tiefgründungen", en: "Deep foundations" },
  330: { de: "Außenwände/Vertikale Baukonstruktionen, außen", en: "External walls" },
  331: { de: "Tragende Außenwände", en: "Load-bearing external walls" },
  332: { de: "Nichttragende Außenwände", en: "Non-load-bearing external walls" },
  333: { de: "Außenstützen", en: "External columns" },
  334: { de: "Außenwandöffnungen", en: "Openings in external walls" },
  337: { de: "Elementierte Außenwandkonstruktionen", en: "Prefabricated external wall units" },
  340: { de: "Innenwände/Vertikale Baukonstruktionen, innen", en: "Internal walls" },
  341: { de: "Tragende Innenwände", en: "Load-bearing internal walls" },
  342: { de: "Nichttragende Innenwände", en: "Non-load-bearing internal walls" },
  343: { de: "Innenstützen", en: "Internal columns" },
  344: { de: "Innenwandöffnungen", en: "Openings in internal walls" },
  346: { de: "Elementierte Innenwandkonstruktionen", en: "Prefabricated internal wall units" },
  351: { de: "Deckenkonstruktionen", en: "Floor structures" },
  359: { de: "Sonstiges zur KG 350", en: "Other parts of floors" },
  360: { de: "Dächer", en: "Roofs" },
  361: { de: "Dachkonstruktionen", en: "Roof structures" },
  362: { de: "Dachöffnungen", en: "Openings in roofs" },
  363: { de: "Dachbeläge", en: "Roof coverings" },
  400: { de: "Bauwerk – Technische Anlagen", en: "Building services" },
  410: { de: "Abwasser-, Wasser-, Gasanlagen", en: "Drainage, water and gas" },
  420: { de: "Wärmeversorgungsanlagen", en: "Heating" },
  430: { de: "Raumlufttechnische Anlagen", en: "Ventilation and air conditioning" },
  440: { de: "Elektrische Anlagen", en: "Electrical installations" },
  450: {
    de: "Kommunikations-, sicherheits- und informationstechnische Anlagen",
    en: "Communication, security and information systems",
  },
  460: { de: "Förderanlagen", en: "Lifts and conveyors" },
  474: { de: "Feuerlöschanlagen", en: "Fire-fighting systems" },
  480: { de: "Gebäude- und Anlagenautomation", en: "Building automation" },
};

const UNIFORMAT: Names = {
  A10: { en: "Foundations", de: "Gründungen" },
  A20: { en: "Basement construction", de: "Untergeschosse" },
  B10: { en: "Superstructure", de: "Tragwerk" },
  B20: { en: "Exterior enclosure", de: "Gebäudehülle" },
  B30: { en: "Roofing", de: "Dächer" },
  C10: { en: "Interior construction", de: "Innenausbau" },
  C20: { en: "Stairs", de: "Treppen" },
  C30: { en: "Interior finishes", de: "Innenbekleidungen" },
  D10: { en: "Conveying", de: "Förderanlagen" },
  D20: { en: "Plumbing", de: "Sanitäranlagen" },
  D30: { en: "HVAC", de: "Heizung, Lüftung, Klima" },
  D40: { en: "Fire protection", de: "Brandschutz" },
  D50: { en: "Electrical", de: "Elektrische Anlagen" },
  E10: { en: "Equipment", de: "Ausstattung" },
  E20: { en: "Furnishings", de: "Möblierung" },
  F10: { en: "Special construction", de: "Sonderkonstruktionen" },
  G10: { en: "Site preparation", de: "Herrichten des Grundstücks" },
  G20: { en: "Site improvements", de: "Außenanlagen" },
  G30: { en: "Site mechanical utilities", de: "Technische Außenanlagen" },
  G40: { en: "Site electrical utilities", de: "Elektrische Außenanlagen" },
};

/** Names of a line's codes in a language; null where there is no code or no name for it. */
export function namesOfCodes(
  codes: { uniFormat: string | null; din276: string | null },
  language: ClassificationLanguage,
): { uniFormat: string | null; din276: string | null } {
  const name = (names: Names, code: string | null) => (code && names[code]?.[language]) || null;
  return { uniFormat: name(UNIFORMAT, codes.uniFormat), din276: name(DIN_276, codes.din276) };
}

/** Every code that has names, for the test that none is missing. */
export const NAMED_CODES = { din276: Object.keys(DIN_276), uniFormat: Object.keys(UNIFORMAT) };
