/**
 * Words of building in English, German and Dutch that mean one thing, for the lexical embedding: one line a concept. A word
 * of five letters or more is found inside compounds too (`stahl` in "Stahlbetondecke"); `=word` only by itself. All in the
 * form of `normaliseMaterialName`.
 */
const CONCEPTS: Readonly<Record<string, string>> = {
  concrete: "concrete beton =cls",
  reinforced: "reinforced bewehrt gewapend stahlbeton =rc =stb =arme",
  reinforcement: "reinforcement rebar bewehrung betonstahl wapening betonstaal",
  precast: "precast prefab fertigteil prefabricat",
  hollowcore: "hollow_core hollowcore spannbetonhohl kanaalplaat hohldiele",
  screed: "screed estrich dekvloer",
  mortar: "mortar mortel =mortel",
  cement: "cement zement",
  foundation: "foundation fundament fundering grundung",
  basement: "basement keller kelder",
  steel: "steel stahl staal",
  stainless: "stainless edelstahl rostfrei roestvast =rvs =inox =v2a",
  galvanised: "galvani verzinkt",
  stud: "metal_stud =stud =studs standerprofil metalstud =cw",
  sheet: "sheet blech =plaat plaatwerk",
  aluminium: "alumin =alu",
  copper: "copper kupfer =koper",
  zinc: "=zinc zink",
  lead: "=lead =blei =lood",
  iron: "=iron eisen ijzer cast_iron gusseisen gietijzer",
  brick: "brick ziegel baksteen =steen mauerwerk metselwerk masonry klinker",
  facing: "facing verblend gevelsteen vormauer klinker",
  silicate: "calcium_silicate kalksand kalkzand sand_lime =ks",
  aerated: "aerated porenbeton gasbeton cellenbeton ytong =aac",
  block: "=block =blocks blockwork betonblok betonstein mauerstein",
  lightweight: "lightweight leichtbeton lichtbeton light_weight bimsbeton",
  stone: "=stone naturstein natuursteen hardsteen",
  limestone: "limestone kalkstein kalksteen",
  sandstone: "sandstone sandstein zandsteen",
  granite: "granite granit graniet",
  marble: "marble marmor marmer",
  slate: "=slate schiefer =leien =leisteen",
  timber: "timber =wood wooden holz =hout houten houtskelet",
  softwood: "softwood nadelholz naaldhout vuren fichte kiefer spruce =pine =kvh grenen",
  hardwood: "hardwood laubholz hardhout eiche eiken =oak buche beuken =beech",
  glulam: "glulam brettschicht leimholz gelamineerd gelijmd =bsh laminated_timber",
  clt: "=clt cross_laminated brettsperr kreuzlagen kruislaag",
  plywood: "plywood sperrholz multiplex triplex",
  osb: "=osb oriented_strand grobspan",
  chipboard: "chipboard particle_board particleboard spanplatte spaanplaat",
  fibreboard: "fibreboard fiberboard faserplatte vezelplaat =mdf hardboard",
  gypsum: "gypsum gips plasterboard drywall",
  plasterboard: "plasterboard drywall gipskarton gipsplaat gipsplatte rigips",
  plaster: "=plaster render =putz innenputz aussenputz pleister stucwerk =stuc stucco",
  glass: "=glass glazing =glas verglasung beglazing floatglas",
  triple: "triple dreifach drievoudig =hr",
  double: "double zweifach dubbel =isolierglas",
  window: "window fenster =raam =ramen kozijn",
  door: "=door =doors =tur =turen innentur aussentur =deur deuren binnendeur buitendeur",
  curtainwall: "curtain_wall vorhangfassade vliesgevel pfosten_riegel",
  insulation: "insulation dammung dammstoff warmedamm isolatie isolier =wdvs",
  mineralwool: "mineral_wool mineralwolle minerale_wol minerale_wolle =miwo",
  stonewool: "stone_wool steinwolle steenwol rock_wool rockwool",
  glasswool: "glass_wool glaswolle glaswol fiberglass fibreglass",
  eps: "=eps expanded_polystyrene styropor piepschuim tempex polystyrol",
  xps: "=xps extruded_polystyrene styrodur",
  pir: "=pir =pur polyurethan polyisocyanurat hartschaum",
  cellulose: "cellulos zellulose",
  woodfibre: "wood_fibre wood_fiber holzfaser houtvezel holzweichfaser",
  membrane: "membrane dichtungsbahn =bahn dakbedekking abdichtung =folie waterproofing waterdicht",
  bitumen: "bitumen bitumin dachpappe",
  epdm: "=epdm",
  vapour: "vapour vapor dampfsperre dampfbremse damprem dampdicht",
  roof: "=roof roofing =dach dachdeckung =dak daken dakvloer",
  tile: "=tile =tiles fliese tegel dachziegel dakpan dachstein kachel",
  ceramic: "ceramic keramik keramis keramisch porcelain steinzeug feinsteinzeug",
  floor: "=floor flooring =boden bodenbelag fussboden =vloer vloeren vloerbedekking",
  ceiling: "ceiling decke plafond",
  wall: "=wall =walls =wand wande =muur muren wanden",
  outside: "external exterior outer facade fassade gevel aussen buiten",
  inside: "internal interior inner innen binnen",
  column: "column stutze =kolom kolommen",
  beam: "=beam =beams balken =balk trager ligger unterzug",
  slab: "=slab =slabs geschossdecke bodenplatte vloerplaat verdiepingsvloer",
  stair: "stair treppe =trap trappen",
  railing: "railing gelander balustrade leuning",
  carpet: "carpet teppich tapijt",
  linoleum: "linoleum",
  vinyl: "vinyl =pvc",
  parquet: "parquet parkett parket",
  laminate: "laminate laminat laminaat",
  paint: "paint anstrich farbe verf =lak",
  gravel: "gravel kies =kies grind schotter splitt",
  sand: "=sand =zand",
  soil: "=soil =earth =erde =grond erdreich",
  asphalt: "asphalt asfalt",
  pipe: "=pipe =pipes =rohr rohre =buis buizen leitung leiding",
  duct: "=duct =ducts luftkanal luchtkanaal",
  cable: "cable kabel",
  radiator: "radiator heizkorper",
  pump: "=pump pumpe =pomp",
  heatpump: "heat_pump warmepumpe warmtepomp",
  boiler: "boiler heizkessel =cv_ketel =ketel",
  sanitary: "sanitary sanitar sanitair =wc",
  office: "office buro kantoor verwaltung",
  school: "school schule schulgebaude kindergarten kita kinderdagverblijf",
  housing: "housing apartment residential wohnhaus wohnung wohnbau woning appartement woongebouw dwelling",
  house: "=house einfamilienhaus eengezinswoning villa reihenhaus rijtjeshuis detached",
  hospital: "hospital krankenhaus klinik ziekenhuis",
  warehouse: "warehouse lagerhalle =halle magazijn logistik logistiek logistics loods",
  industrial: "industrial industrie produktion fabrik fabriek factory",
  retail: "retail einkauf winkel supermarkt supermarket =shop =laden",
  hotel: "hotel",
  parking: "parking parkhaus tiefgarage parkeer garage",
  bridge: "bridge brucke =brug viaduct",
  refurbishment: "refurbish renovation sanierung umbau renovatie verbouw",
  newbuild: "new_build neubau nieuwbouw",
  storey: "storey geschoss verdieping stockwerk etage",
  recycled: "recycled recycling rezyklat gerecycled",
};

const MIN_INSIDE = 5;

interface Word {
  concept: string;
  text: string;
  inside: boolean;
}

const WORDS: readonly Word[] = Object.entries(CONCEPTS).flatMap(([concept, list]) =>
  list.split(" ").map((word) => {
    const text = word.replace(/^=/, "").replaceAll("_", " ");
    return { concept, text, inside: !word.startsWith("=") && text.length >= MIN_INSIDE };
  }),
);
const INSIDE = WORDS.filter(({ inside }) => inside);
const WHOLE = Map.groupBy(
  WORDS.filter(({ inside }) => !inside),
  ({ text }) => text,
);
/** Blanks in the longest word that stands by itself. */
const MAX_BLANKS = Math.max(...[...WHOLE.keys()].map((text) => text.split(" ").length - 1));

/** What a normalised text is about, each concept once. */
export function conceptsOf(normalised: string): Set<string> {
  const found = new Set<string>();
  for (const { concept, text } of INSIDE) if (normalised.includes(text)) found.add(concept);
  const words = normalised.split(" ");
  for (let at = 0; at < words.length; at++) {
    for (let length = 1; length <= MAX_BLANKS + 1 && at + length <= words.length; length++) {
      for (const { concept } of WHOLE.get(words.slice(at, at + length).join(" ")) ?? []) found.add(concept);
    }
  }
  return found;
}
