import type { ClassificationLanguage } from "#lib/catalogue/code-names.ts";

/**
 * Work sections of RICS, New rules of measurement, NRM 2: Detailed measurement for building works (2nd ed. 2021, in force
 * since 2022), part 3, by number: their titles alone, in English and, in our own translation, German. Rules of measurement
 * are not reproduced.
 */
export const NRM_2: Record<string, Record<ClassificationLanguage, string>> = {
  1: { en: "Preliminaries", de: "Baustelleneinrichtung und Gemeinkosten der Baustelle" },
  2: {
    en: "Off-site manufactured materials, components or buildings",
    de: "Vorgefertigte Baustoffe, Bauteile und Gebäude",
  },
  3: { en: "Demolitions", de: "Abbrucharbeiten" },
  4: { en: "Alterations, repairs and conservation", de: "Umbau, Instandsetzung und Denkmalpflege" },
  5: { en: "Excavating and filling", de: "Erdarbeiten" },
  6: { en: "Ground remediation and soil stabilisation", de: "Bodensanierung und Bodenverbesserung" },
  7: { en: "Piling", de: "Pfahlgründungen" },
  8: { en: "Underpinning", de: "Unterfangungen" },
  9: { en: "Diaphragm walls and embedded retaining walls", de: "Schlitzwände und Verbauwände" },
  10: { en: "Crib walls, gabions and reinforced earth", de: "Raumgitterwände, Gabionen und bewehrte Erde" },
  11: { en: "In-situ concrete works", de: "Ortbetonarbeiten" },
  12: { en: "Precast/composite concrete", de: "Fertigteil-Verbundkonstruktionen" },
  13: { en: "Precast concrete", de: "Betonfertigteile" },
  14: { en: "Masonry", de: "Mauerarbeiten" },
  15: { en: "Structural metalwork", de: "Stahl- und Metalltragwerke" },
  16: { en: "Carpentry", de: "Zimmer- und Holzbauarbeiten" },
  17: { en: "Sheet roof coverings", de: "Dachabdichtungen und Dachbahnen" },
  18: {
    en: "Tile and slate roof and wall coverings",
    de: "Dach- und Wanddeckungen aus Ziegeln und Schiefer",
  },
  19: { en: "Waterproofing", de: "Abdichtungsarbeiten" },
  20: { en: "Proprietary linings and partitions", de: "Systembekleidungen und Trennwände" },
  21: { en: "Cladding and covering", de: "Fassaden und Bekleidungen" },
  22: { en: "General joinery", de: "Tischlerarbeiten" },
  23: { en: "Windows, screens and lights", de: "Fenster und Verglasungselemente" },
  24: { en: "Doors, shutters and hatches", de: "Türen, Tore und Klappen" },
  25: { en: "Stairs, walkways and balustrades", de: "Treppen, Laufstege und Geländer" },
  26: { en: "Metalwork", de: "Schlosserarbeiten" },
  27: { en: "Glazing", de: "Verglasungsarbeiten" },
  28: { en: "Floor, wall, ceiling and roof finishings", de: "Boden-, Wand-, Decken- und Dachbeläge" },
  29: { en: "Decoration", de: "Maler- und Tapezierarbeiten" },
  30: { en: "Suspended ceilings", de: "Abgehängte Decken" },
  31: {
    en: "Insulation, fire stopping and fire protection",
    de: "Dämmung, Brandabschottung und Brandschutz",
  },
  32: { en: "Furniture, fittings and equipment", de: "Möbel, Einbauten und Ausstattung" },
  33: { en: "Drainage above ground", de: "Entwässerung über Gelände" },
  34: { en: "Drainage below ground", de: "Entwässerung unter Gelände" },
  35: { en: "Site works", de: "Wege, Plätze und Beläge im Freien" },
  36: { en: "Fencing", de: "Einfriedungen" },
  37: { en: "Soft landscaping", de: "Vegetationsflächen" },
  38: { en: "Mechanical services", de: "Mechanische Anlagen" },
  39: { en: "Electrical services", de: "Elektrische Anlagen" },
  40: { en: "Transportation", de: "Förderanlagen" },
  41: {
    en: "Builder's work in connection with mechanical, electrical and transportation installations",
    de: "Bauarbeiten für mechanische, elektrische und Förderanlagen",
  },
};

/**
 * Which work section an entry of the built-in catalogue is measured in, by its id: our own reading of the scope that each
 * section states (NRM 2, part 3). Where an element's class decides, as for piles and stairs, `BY_CLASS` stands before it.
 */
const BY_ENTRY: Record<string, readonly string[]> = {
  5: ["gravel", "sand", "soil", "geotextile"],
  11: [
    "concrete-lean",
    "concrete-c25",
    "concrete-c30",
    "concrete-c40",
    "concrete-c30-low",
    "concrete-rc",
    "concrete-light",
    "aerated-fill",
    "rebar",
    "rebar-world",
    "rubber",
  ],
  13: ["precast", "hollowcore"],
  14: [
    "brick",
    "calcium-silicate",
    "aac",
    "cmu-dense",
    "cmu-light",
    "mortar",
    "limestone",
    "sandstone",
    "engineering-brick",
    "perforated-brick",
    "glass-block",
  ],
  15: ["steel-section", "steel-section-eaf", "steel-joist-layer", "metal-deck"],
  16: [
    "timber-soft",
    "timber-hard",
    "glulam",
    "clt",
    "lvl",
    "plywood",
    "osb",
    "particleboard",
    "timber-stud-layer",
    "straw",
  ],
  17: ["bitumen-membrane", "epdm", "copper-sheet", "zinc-sheet", "lead-sheet", "green-roof"],
  18: ["clay-tile", "concrete-tile", "slate"],
  19: ["waterproofing"],
  20: [
    "gypsum",
    "steel-stud",
    "steel-stud-layer",
    "cement-board",
    "hpl",
    "raised-floor",
    "pvc",
    "polyethylene",
  ],
  21: ["sandwich-panel", "fibre-cement", "wood-cladding", "aluminium-sheet", "curtain-wall", "polycarbonate"],
  22: ["mdf"],
  23: ["window-wood-alu", "window-pvc", "window-alu", "rooflight", "aluminium-profile"],
  24: ["door-wood-int", "door-steel-ext", "door-wood-ext", "door-glass-alu", "door-garage"],
  25: ["railing"],
  26: ["steel-galv", "steel-stainless", "brass-bronze", "cast-iron"],
  27: ["glass-float", "glass-igu2", "glass-igu3"],
  28: [
    "screed",
    "anhydrite-screed",
    "plaster",
    "terrazzo",
    "ceramic-tile",
    "granite",
    "marble",
    "linoleum",
    "carpet",
    "parquet",
    "laminate-floor",
    "vinyl-floor",
    "epoxy-floor",
  ],
  29: ["paint"],
  30: ["acoustic-ceiling"],
  31: [
    "glass-wool",
    "stone-wool",
    "eps",
    "xps",
    "pir",
    "cellulose",
    "wood-fibre",
    "cork",
    "hemp",
    "foam-glass",
    "perlite",
    "phenolic",
    "vapour-barrier",
    "wind-barrier",
  ],
  32: ["furniture", "textile"],
  33: ["waste-terminal"],
  35: ["asphalt"],
  38: [
    "pipe-steel",
    "pipe-copper",
    "pipe-plastic",
    "duct",
    "pipe-fitting",
    "duct-fitting",
    "valve",
    "pump",
    "fan",
    "boiler",
    "heat-pump",
    "air-handling-unit",
    "radiator",
    "tank",
    "air-terminal",
    "sanitary",
    "fire-terminal",
    "mep-equipment",
  ],
  39: ["cable-tray", "cable", "cable-fitting", "light", "outlet", "switchboard", "electrical-equipment"],
  40: ["lift"],
};

const SECTION_OF = new Map(
  Object.entries(BY_ENTRY).flatMap(([section, ids]) => ids.map((id): [string, string] => [id, section])),
);

/** Classes whose work has a section of its own, whatever it is made of. */
const BY_CLASS: [RegExp, string][] = [
  [/^Ifc(Pile|CaissonFoundation)/, "7"],
  [/^IfcRailing/, "25"],
  [/^Ifc(CurtainWall)/, "21"],
];

/** The work section of a line; null: an entry of an organisation's own, whose section it has to state. */
export function nrm2Of(catalogueId: string, ifcClass: string | null): string | null {
  const byClass = ifcClass === null ? undefined : BY_CLASS.find(([pattern]) => pattern.test(ifcClass));
  return byClass?.[1] ?? SECTION_OF.get(catalogueId) ?? null;
}

/** Every entry that has a section, for the test that none is missing. */
export const ENTRIES_WITH_SECTION: ReadonlySet<string> = new Set(SECTION_OF.keys());
