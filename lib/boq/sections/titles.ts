import type { Classification } from "#db/schema/boq.ts";
import { type ClassificationLanguage, namesOfCodes } from "#lib/catalogue/code-names.ts";
import { NRM_2 } from "./nrm-2.ts";

type Titles = Record<string, Record<ClassificationLanguage, string>>;

/** Cost groups of DIN 276:2018-12 beyond those of code-names.ts: the upper levels, and what people move lines to. English is our own translation. */
const DIN_276: Titles = {
  100: { de: "Grundstück", en: "Site" },
  200: { de: "Vorbereitende Maßnahmen", en: "Preparatory measures" },
  300: { de: "Bauwerk – Baukonstruktionen", en: "Building – construction" },
  310: { de: "Baugrube/Erdbau", en: "Excavation, earthworks" },
  321: { de: "Baugrundverbesserung", en: "Ground improvement" },
  324: { de: "Gründungsbeläge", en: "Finishes on base slabs" },
  325: { de: "Abdichtungen und Bekleidungen", en: "Waterproofing and linings of foundations" },
  326: { de: "Dränagen", en: "Land drains" },
  329: { de: "Sonstiges zur KG 320", en: "Other parts of foundations" },
  335: { de: "Außenwandbekleidungen, außen", en: "External finishes of external walls" },
  336: { de: "Außenwandbekleidungen, innen", en: "Internal finishes of external walls" },
  338: { de: "Lichtschutz zur KG 330", en: "Sun protection of external walls" },
  339: { de: "Sonstiges zur KG 330", en: "Other parts of external walls" },
  345: { de: "Innenwandbekleidungen", en: "Finishes of internal walls" },
  349: { de: "Sonstiges zur KG 340", en: "Other parts of internal walls" },
  350: { de: "Decken/Horizontale Baukonstruktionen", en: "Floors" },
  352: { de: "Deckenöffnungen", en: "Openings in floors" },
  353: { de: "Deckenbeläge", en: "Floor finishes" },
  354: { de: "Deckenbekleidungen", en: "Ceiling finishes" },
  364: { de: "Dachbekleidungen", en: "Linings of roofs" },
  369: { de: "Sonstiges zur KG 360", en: "Other parts of roofs" },
  370: { de: "Infrastrukturanlagen", en: "Infrastructure works" },
  380: { de: "Baukonstruktive Einbauten", en: "Built-in fittings" },
  390: { de: "Sonstige Maßnahmen für Baukonstruktionen", en: "Other measures for construction" },
  470: {
    de: "Nutzungsspezifische und verfahrenstechnische Anlagen",
    en: "Installations for the use of the building",
  },
  490: { de: "Sonstige Maßnahmen für technische Anlagen", en: "Other measures for building services" },
  500: { de: "Außenanlagen und Freiflächen", en: "External works" },
  600: { de: "Ausstattung und Kunstwerke", en: "Furnishings and works of art" },
  700: { de: "Baunebenkosten", en: "Incidental building costs" },
  800: { de: "Finanzierung", en: "Financing" },
};

/** UniFormat II (ASTM E1557, NISTIR 6389), level 1. */
const UNIFORMAT: Titles = {
  A: { en: "Substructure", de: "Unterbau" },
  B: { en: "Shell", de: "Rohbau und Hülle" },
  C: { en: "Interiors", de: "Innenausbau" },
  D: { en: "Services", de: "Technische Anlagen" },
  E: { en: "Equipment and furnishings", de: "Ausstattung" },
  F: { en: "Special construction and demolition", de: "Sonderkonstruktionen und Abbruch" },
  G: { en: "Building sitework", de: "Außenanlagen" },
};

/** A section's title; null: it has none here. MasterFormat's titles are CSI's own and are not reproduced. */
export function titleOf(
  classification: Classification,
  code: string,
  language: ClassificationLanguage,
): string | null {
  switch (classification) {
    case "din_276":
      return (
        namesOfCodes({ din276: code, uniFormat: null }, language).din276 ?? DIN_276[code]?.[language] ?? null
      );
    case "nrm_2":
      return NRM_2[code]?.[language] ?? null;
    case "master_format":
      return null;
    case "uni_format":
      return (
        namesOfCodes({ din276: null, uniFormat: code }, language).uniFormat ??
        UNIFORMAT[code]?.[language] ??
        null
      );
  }
}
