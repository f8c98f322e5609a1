import type { MappingKind, Measure } from "./mapping.ts";

/**
 * What names of layers and blocks mean. Sources: AIA CAD Layer Guidelines / US National CAD Standard (discipline, then a
 * major group of four letters: `A-WALL-FULL`), ISO 13567 with CI/SfB table 1 (`A-21----E-`), and the German words that
 * offices use. Heights and thicknesses are assumptions of ours for a common building; a person confirms or corrects them.
 */
export interface Rule {
  ifcClass: string;
  /** On the name's words (`wordsOf`): small letters, umlauts written out, a blank before and after each. */
  when: RegExp;
  kinds: readonly MappingKind[];
  /** What is measured where most things on the layer are closed, where they are open, and for a block's inserts. */
  closed: Measure;
  open: Measure;
  block: Measure;
  heightM?: number;
  thicknessM?: number;
  /** Where the name tells none. */
  material?: string;
  /** By nothing but a material: what a plan shows so is cut by it; of a bill's words it says nothing. */
  byMaterial?: true;
  /** CI/SfB table 1. */
  sfb?: readonly string[];
}

const BOTH = ["layer", "block"] as const;
const LAYER = ["layer"] as const;

/** Of layers: what is written or drawn about the building, and what shows no part of its own. */
export const LEFT_OUT =
  / (defpoints|anno|dims?|dimensions?|text|texte|note|notes|symb|ttlb|titl|title|grid|axis|axes|vport|vprt|nplt|legn|legend|leader|revc|redl|patt|hatch|iden|sect|elev|detl|refr|xref|bemassung|masse|mass|massketten?|beschriftung|schrift|achse|achsen|raster|schraffur|schraffuren|plankopf|rahmen|ansichtsfenster|hilfslinien?|konstruktionslinien?|legende|hoehenkoten?|schnittlinien?|moebelierung text) /;

const RULES: readonly Rule[] = [
  {
    ifcClass: "IfcDoor",
    when: / (door|doors|tuer|tueren|tuerblatt|dr|innentuer|aussentuer|haustuer) |tuer(en)? /,
    kinds: BOTH,
    closed: "count",
    open: "count",
    block: "count",
    sfb: ["32"],
  },
  {
    ifcClass: "IfcWindow",
    when: / (window|windows|wndw|glaz|fenster|dachfenster) |fenster /,
    kinds: BOTH,
    closed: "count",
    open: "count",
    block: "count",
    sfb: ["31"],
  },
  {
    ifcClass: "IfcCurtainWall",
    when: / (curtain|cwmg|cwgl|pfostenriegel|glasfassade) /,
    kinds: LAYER,
    closed: "area",
    open: "length_height",
    block: "count",
    heightM: 3,
  },
  {
    ifcClass: "IfcColumn",
    when: / (column|columns|cols|colm|stuetze|stuetzen|pfeiler|saeule|saeulen) |stuetzen? /,
    kinds: BOTH,
    closed: "area_height",
    open: "count",
    block: "area_height",
    heightM: 3,
    sfb: ["28"],
  },
  {
    ifcClass: "IfcFooting",
    when: / (fndn|foundation|foundations|footing|footings|fundament|fundamente|streifenfundamente?|einzelfundamente?) |fundamente? /,
    kinds: BOTH,
    closed: "area_thickness",
    open: "length",
    block: "area_thickness",
    thicknessM: 0.5,
    material: "Reinforced concrete",
    sfb: ["16"],
  },
  {
    ifcClass: "IfcPile",
    when: / (pile|piles|pfahl|pfaehle|bohrpfahl|bohrpfaehle) |pfaehle /,
    kinds: BOTH,
    closed: "count",
    open: "count",
    block: "count",
    sfb: ["17"],
  },
  {
    ifcClass: "IfcRoof",
    when: / (roof|roofs|dach|dachflaeche|daecher|dachhaut) /,
    kinds: LAYER,
    closed: "area_thickness",
    open: "length",
    block: "count",
    thicknessM: 0.2,
    sfb: ["27", "47"],
  },
  {
    ifcClass: "IfcStair",
    when: / (stair|stairs|strs|treppe|treppen|treppenlauf) |treppen? /,
    kinds: BOTH,
    closed: "area_thickness",
    open: "length",
    block: "count",
    thicknessM: 0.2,
    sfb: ["24"],
  },
  {
    ifcClass: "IfcRailing",
    when: / (railing|railings|rail|hral|handrail|gelaender|handlauf|bruestung) /,
    kinds: LAYER,
    closed: "length",
    open: "length",
    block: "count",
    sfb: ["34"],
  },
  {
    ifcClass: "IfcCovering",
    when: / (clng|ceiling|ceilings|unterdecke|abgehaengte|bodenbelag|belag|belaege|estrich|screed|finish|tile|tiles|fliesen|parkett|teppich|putz) /,
    kinds: LAYER,
    closed: "area_thickness",
    open: "length_height",
    block: "count",
    heightM: 3,
    thicknessM: 0.02,
    sfb: ["35", "42", "43", "45"],
  },
  {
    ifcClass: "IfcSlab",
    when: / (slab|slabs|flor|floor|floors|decke|decken|geschossdecke|bodenplatte|sohle|bodenplatten) |decken? /,
    kinds: LAYER,
    closed: "area_thickness",
    open: "length",
    block: "count",
    thicknessM: 0.2,
    sfb: ["13", "23"],
  },
  {
    ifcClass: "IfcWall",
    when: / (wall|walls|wand|waende|aussenwand|aussenwaende|innenwand|innenwaende|trennwand|trennwaende|prtn|partition|partitions|attika) |(waende|wand) /,
    kinds: LAYER,
    closed: "area_height",
    open: "length_height_thickness",
    block: "count",
    heightM: 3,
    thicknessM: 0.2,
    sfb: ["21", "22"],
  },
  {
    ifcClass: "IfcBeam",
    when: / (beam|beams|girder|joist|joists|traeger|unterzug|unterzuege|ueberzug|balken|sturz|stuerze) |(traeger|balken) /,
    kinds: LAYER,
    closed: "count",
    open: "length",
    block: "length",
  },
  {
    ifcClass: "IfcSanitaryTerminal",
    when: / (pfix|fixt|wc|toilet|sink|basin|washbasin|lavatory|shower|bathtub|urinal|waschtisch|waschbecken|dusche|badewanne|klosett|sanitaer|sanitaerobjekte?) /,
    kinds: BOTH,
    closed: "count",
    open: "count",
    block: "count",
    sfb: ["74"],
  },
  {
    ifcClass: "IfcLightFixture",
    when: / (lite|light|lights|luminaire|lamp|leuchte|leuchten|lampe|lampen) |leuchten? /,
    kinds: BOTH,
    closed: "count",
    open: "count",
    block: "count",
    sfb: ["63"],
  },
  {
    ifcClass: "IfcOutlet",
    when: / (outlet|outlets|socket|sockets|steckdose|steckdosen) /,
    kinds: BOTH,
    closed: "count",
    open: "count",
    block: "count",
  },
  {
    ifcClass: "IfcSpaceHeater",
    when: / (radiator|radiators|heizkoerper|konvektor) /,
    kinds: BOTH,
    closed: "count",
    open: "count",
    block: "count",
  },
  {
    ifcClass: "IfcPipeSegment",
    when: / (pipe|pipes|piping|rohr|rohre|leitung|leitungen|rohrleitung|rohrleitungen) /,
    kinds: LAYER,
    closed: "length",
    open: "length",
    block: "count",
    sfb: ["52", "53"],
  },
  {
    ifcClass: "IfcDuctSegment",
    when: / (duct|ducts|lueftungskanal|lueftungskanaele|kanal|kanaele) /,
    kinds: LAYER,
    closed: "length",
    open: "length",
    block: "count",
    sfb: ["57"],
  },
  {
    ifcClass: "IfcFurniture",
    when: / (furn|furniture|chair|desk|table|sofa|bed|moebel|moeblierung|moebelierung|stuhl|tisch|schrank|bett|kasten) /,
    kinds: BOTH,
    closed: "count",
    open: "count",
    block: "count",
    sfb: ["72", "82"],
  },
  {
    // A layer that is called by its material alone shows the cut walls and columns of a plan.
    ifcClass: "IfcWall",
    byMaterial: true,
    when: / (stahlbeton|beton|concrete|mauerwerk|masonry|brick|ziegel|kalksandstein|trockenbau) /,
    kinds: LAYER,
    closed: "area_height",
    open: "length_height_thickness",
    block: "count",
    heightM: 3,
    thicknessM: 0.2,
  },
];

export const elementRules = (kind: MappingKind): readonly Rule[] =>
  RULES.filter(({ kinds }) => kinds.includes(kind));

/** Materials that a name tells, in words that the take-off's own rules take for an entry of the catalogue. */
export const MATERIALS: readonly { when: RegExp; name: string }[] = [
  { when: / (stahlbeton|stb|reinforced concrete|rc|ortbeton) |stahlbeton/, name: "Reinforced concrete" },
  { when: / (porenbeton|gasbeton|aac|aerated) /, name: "Aerated concrete" },
  { when: / (cmu|concrete block|betonstein) /, name: "Concrete block" },
  { when: / (beton|concrete|conc) /, name: "Concrete" },
  { when: / (kalksandstein|ks|calcium silicate) /, name: "Calcium silicate" },
  { when: / (mauerwerk|masonry|masn|brick|bricks|ziegel|mw) /, name: "Brick" },
  { when: / (trockenbau|gipskarton|gypsum|gyp|drywall|plasterboard) /, name: "Plasterboard" },
  { when: / (daemmung|waermedaemmung|insulation|insul|isolierung) /, name: "Mineral wool" },
  { when: / (holz|timber|wood|lumber) /, name: "Timber" },
  { when: / (stahl|steel|stl) /, name: "Steel" },
  { when: / (estrich|screed) /, name: "Screed" },
  { when: / (fliesen|tile|tiles) /, name: "Tiles" },
  { when: / (parkett|parquet) /, name: "Parquet" },
  { when: / (teppich|carpet) /, name: "Carpet" },
  { when: / (putz|plaster) /, name: "Plaster" },
];
