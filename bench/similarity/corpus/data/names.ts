export const LANGUAGES = ["en", "de", "nl"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Names {
  en: string;
  de: string;
  nl: string;
  /** As building models spell it; the samples' own names are among them. */
  model?: Partial<Record<Language, string>>;
}

/**
 * What estimators write for a material, split at `|`. `#` stands for a strength class, `%` for a brand or a code, which
 * are put in when a name is drawn. Names of models come from Revit, ArchiCAD and Tekla files.
 */
export const NAMES = {
  concrete: {
    en: "Concrete #|Ready-mix concrete #|In-situ concrete|Conc. #|Cast in place concrete #|# concrete|Concrete for slabs #|Structural concrete #|concrete pumped #",
    de: "Beton #|Transportbeton #|Ortbeton #|Ortbeton|Bet. #|Beton # XC4|Lieferbeton #|Fundamentbeton #|Deckenbeton #",
    nl: "Beton #|Betonmortel #|Stortbeton|Beton ihw #|In het werk gestort beton|Constructiebeton #|betonspecie #|Vloerbeton #",
    model: {
      en: "Concrete, Cast In Situ|Concrete - Cast-in-Place Concrete|Concrete #|CONCRETE/#",
      de: "Beton|Beton #|Ortbeton|C-# Beton",
      nl: "CONCRETE/BETON|Beton - ihw|beton_#|CONCRETE/SILEX",
    },
  },
  rc: {
    en: "Reinforced concrete #|RC #|Reinf. concrete|Reinforced concrete walls and slabs|RC frame #|Reinforced conc. incl. rebar",
    de: "Stahlbeton #|Stahlbeton|STB #|Stahlbeton # inkl. Bewehrung|StB Decken und Wände|Stahlbeton bewehrt",
    nl: "Gewapend beton #|Gewapend beton|gew. beton #|Beton gewapend #|Gewapend beton incl. wapening",
    model: {
      en: "Concrete, Reinforced|Reinforced Concrete #",
      de: "Stahlbeton %|Stahlbeton",
      nl: "Beton gewapend|gewapend beton %",
    },
  },
  rebar: {
    en: "Rebar|Reinforcement bar B500B|Reinforcing steel|Rebar B500B|Steel reinforcement bars (rebar)|Reinforcement B500",
    de: "Betonstahl B500B|Bewehrung|Bewehrungsstahl|BSt 500 S|Betonstahl|Bewehrung B500B|Betonstabstahl",
    nl: "Wapeningsstaal B500B|Betonstaal|Wapeningsstaal|Betonstaal B500B|Wapening B500B|betonstaal FeB500",
    model: {
      en: "Rebar B500B|Steel, Rebar",
      de: "Betonstahl|Bewehrungsstahl B500",
      nl: "STEEL/B500B|Wapeningsstaal",
    },
  },
  precast: {
    en: "Precast concrete|Precast concrete elements|Precast concrete columns and beams|Precast walls|Prefab concrete panels|Precast RC #|Pre-cast concrete units",
    de: "Betonfertigteile|Stahlbetonfertigteile|Fertigteil Beton #|Betonfertigteil Stützen/Binder|FT-Beton Fertigteile|Doppelwand Beton|Betonelemente",
    nl: "Prefab beton|Prefab betonelementen|Betonelementen prefab|Prefab betonwand #|Prefab kolommen en balken beton|Breedplaatvloer|Predallen",
    model: {
      en: "Concrete, Precast|Precast Concrete",
      de: "Beton Fertigteil|Betonfertigteil #",
      nl: "CONCRETE/PREDAL|CONCRETE/ISOBET|CONCRETE/TT|CONCRETE/ISOLEX",
    },
  },
  hollowcore: {
    en: "Hollow core slab|Hollowcore planks 200|Hollow-core floor slabs 265 mm|Prestressed hollow core units|Hollowcore slabs",
    de: "Spannbetonhohldielen|Spannbeton-Hohldiele 200|Hohldielen Decke|Spannbetonhohlplatten 26,5",
    nl: "Kanaalplaatvloer|Kanaalplaat 200|Kanaalplaat 260 mm|kanaalplaatvloeren|Welfsels|Kanaalplaatvloer prefab",
    model: {
      en: "Hollow Core Slab|Precast Hollowcore",
      de: "Spannbetonhohldiele|Hohldiele",
      nl: "CONCRETE/GEWELF|Kanaalplaat",
    },
  },
  steel: {
    en: "Structural steel S355|Steel sections S355|Steel frame S275|Steelwork|HEA/HEB steel beams|Structural steelwork S355J2|Fabricated steel",
    de: "Stahlbau S355|Baustahl S235|Stahlträger HEA|Profilstahl S355|Stahlkonstruktion|Stahlstützen HEB S355|Baustahl S235JR",
    nl: "Staalconstructie|Constructiestaal S355|Staalprofielen S235|Stalen liggers HEA|Staalwerk S355|Staalskelet",
    model: {
      en: "Steel S355|Metal - Steel - 345 MPa|Structural Steel S275",
      de: "Stahl S235|Baustahl S355|Stahl",
      nl: "STEEL/S235JR|STEEL/S355J2|Staal S235",
    },
  },
  deck: {
    en: "Metal deck|Composite deck|Profiled steel deck|Steel decking composite deck|Metal decking 60 mm|Corrugated steel deck",
    de: "Trapezblech|Trapezblech T135|Stahltrapezblech|Trapezprofil-Blech Trapezblech|Verbundblech Trapezblech",
    nl: "Profielplaat damwand|Staalplaat damwandprofiel|Stalen dakplaat damwand|Damwandplaat 106R",
    model: { en: "Metal Deck|Steel Deck", de: "Trapezblech", nl: "Damwand profiel" },
  },
  purlin: {
    en: "Cold-formed purlins galvanised|Galvanised purlins Z200|Galvanized steel rails|Galvanised steel purlins",
    de: "Kaltprofile verzinkt|Pfetten verzinkt Z200|Stahlblech verzinkt|Z-Pfetten, verzinkt",
    nl: "Gordingen verzinkt|Verzinkte gordingen Z200|Staalplaat verzinkt|verzinkt staal gordingen",
  },
  rockblock: {
    en: "Dense concrete block|Concrete blocks 140 mm|Blockwork 7N|CMU 8 inch|Concrete masonry units|Conc. blockwork",
    de: "Betonsteine|Hohlblocksteine Beton|Betonstein-Mauerwerk|Hohlblockstein Hbl",
    nl: "Betonblokken|Betonblok 190|Betonblokken metselwerk|Betonblokken zwaar",
    model: { en: "Concrete Masonry, Floor Block|Concrete Masonry Units", de: "Betonstein", nl: "betonblok" },
  },
  sandlime: {
    en: "Sand-lime brick|Calcium silicate blocks|Sandlime brick walls|Calcium silicate units 175",
    de: "Kalksandstein|KS-Mauerwerk|Mauerwerk KS 17,5|Kalksandstein KSV 20-2,0|KS 24 cm|Kalksandsteinmauerwerk",
    nl: "Kalkzandsteen|Kalkzandsteen lijmelementen|Kalkzandsteen 214|kalkzandsteen binnenwanden|KZS kalkzandsteenblokken",
    model: {
      de: "Mauerwerk - Kalksandstein|Kalksandstein",
      nl: "kalkzandsteen",
      en: "Calcium Silicate Masonry",
    },
  },
  clayblock: {
    en: "Perforated clay block|Clay block masonry|Hollow brick blocks|Porotherm 365|Clay blocks 300 mm",
    de: "Hochlochziegel|Poroton T8 36,5|HLz Mauerwerk|Planziegel 30 cm|Porotherm 38|Hochlochziegel 24 cm",
    nl: "Snelbouwsteen|Snelbouw 14 cm|Snelbouwsteen Porotherm|Poroton binnenmuur",
    model: { de: "Mauerwerk - Hochlochziegel|Poroton", en: "Hollow Brick", nl: "Snelbouwsteen" },
  },
  aac: {
    en: "AAC block|Autoclaved aerated concrete|Aerated concrete blocks|Ytong blocks|Thermalite blocks",
    de: "Porenbeton|Ytong 36,5|Porenbeton PP2|Gasbetonsteine|Porenbeton-Planstein|Ytong Trennwand",
    nl: "Cellenbeton|Ytong blokken|Gasbeton|Cellenbeton scheidingswand|cellenbetonblokken",
    model: { en: "Autoclaved Aerated Concrete", de: "Porenbeton", nl: "Cellenbeton" },
  },
  brick: {
    en: "Brickwork|Clay brick|Common brick|Solid bricks|Brick masonry",
    de: "Mauerziegel|Vollziegel|Ziegelmauerwerk|Ziegel NF|Mauerwerk Ziegel",
    nl: "Baksteen|Metselwerk baksteen|Metselwerk|Baksteen waalformaat",
    model: { en: "Brick, Common", de: "Mauerwerk - Ziegel|Ziegel", nl: "metselwerk|Baksteen" },
  },
  facing: {
    en: "Facing brick|Face brick veneer|Facing bricks outer leaf|Face brick|Facing brickwork 102 mm",
    de: "Verblender|Klinker|Verblendmauerwerk|Vormauerziegel|Klinkermauerwerk NF",
    nl: "Gevelsteen|Gevelmetselwerk|Gevelstenen WF|Gevelsteen handvorm|gevelmetselwerk halfsteens",
    model: {
      en: "Brick, Facing|Face Brick",
      de: "Mauerwerk - Klinker|Verblendmauerwerk",
      nl: "gevelmetselwerk",
    },
  },
  mortar: {
    en: "Mortar|Masonry mortar|Mortar M5|mortar bagged",
    de: "Mauermörtel|Mörtel MG IIa|Dünnbettmörtel|Mörtel",
    nl: "Metselmortel|Mortel|Lijmmortel|mortel M10",
  },
  softwood: {
    en: "Softwood framing|Timber studs and joists softwood|Structural timber C24|Softwood C24|Sawn timber|Spruce studwork|Dimensional lumber",
    de: "Konstruktionsvollholz KVH|KVH C24|Bauholz Fichte|Nadelholz C24|Holzständer KVH|Kantholz Fichte|Konstruktionsholz",
    nl: "Vurenhout|Vuren C24|Houten stijl- en regelwerk vuren|Vurenhout C18|Hout constructief|Vuren balkhout",
    model: {
      en: "Softwood, Lumber|Wood - Stud",
      de: "Holz|Nadelholz|Holz - Fichte",
      nl: "TIMBER/HOUT|hout_vuren",
    },
  },
  glulam: {
    en: "Glulam|Glulam beams GL24h|Glued laminated timber|Glue laminated beams GL28",
    de: "Brettschichtholz|BSH GL24h|Leimholzbinder|BSH-Träger GL28c|Brettschichtholz GL30c",
    nl: "Gelamineerd hout|Gelamineerde liggers GL24h|Gelijmd gelamineerd hout|Gelamineerde houten spanten",
    model: { en: "Glulam", de: "Brettschichtholz", nl: "Gelamineerd hout GL24h" },
  },
  clt: {
    en: "CLT|Cross laminated timber|CLT panels 140 mm|Cross-laminated timber walls and floors|CLT slabs",
    de: "Brettsperrholz|CLT Massivholz|Brettsperrholz BSP 140|Kreuzlagenholz|CLT-Decken|Brettsperrholzelemente",
    nl: "Kruislaaghout|CLT|CLT-vloeren|Kruislaaghout CLT 160|CLT wanden en vloeren|kruislaagshout",
    model: { en: "CLT|Cross Laminated Timber", de: "Brettsperrholz", nl: "CLT" },
  },
  osb: {
    en: "OSB|OSB/3 board 18 mm|OSB sheathing panels|Oriented strand board",
    de: "OSB-Platte|OSB 3 22 mm|OSB/3|Grobspanplatte OSB",
    nl: "OSB|OSB3 plaat 18 mm|OSB-plaat|OSB beplating",
    model: { en: "OSB|Wood Sheathing, OSB", de: "OSB", nl: "OSB" },
  },
  screed: {
    en: "Cement screed|Sand cement screed 65 mm|Screed|Floor screed|Floating screed",
    de: "Zementestrich|Estrich|Zementestrich CT-C25-F4|Heizestrich|Estrich 65 mm|schw. Estrich",
    nl: "Zandcementdekvloer|Dekvloer|Cementdekvloer|Dekvloer 70 mm|zandcement dekvloer",
    model: { en: "Concrete, Sand/Cement Screed|Screed", de: "Estrich|Zementestrich", nl: "dekvloer" },
  },
  gypsum: {
    en: "Plasterboard|Gypsum board|Drywall|Gypsum wallboard 12.5 mm|Gyproc board|Plasterboard linings",
    de: "Gipskarton|Gipskartonplatten GKB|Trockenbau GK|GKB 12,5 mm|Trockenbauwand Gipskarton|GK-Platten GKF",
    nl: "Gipsplaat|Gipskartonplaat|Gipsplaten wanden|Gyproc|Gipsplaat 12,5 mm",
    model: {
      en: "Gypsum Wall Board|CC_SUBSTRATE GYPSUM WALL BOARD",
      de: "Gipskarton|Trockenbau",
      nl: "gipsplaat",
    },
  },
  stud: {
    en: "Metal stud partition framing|Metal studs|Light gauge steel studs|Metal stud 70 mm",
    de: "Metallständer CW75|CW-Profile|Metallständerwerk|Ständerprofile CW 100",
    nl: "Metalstud profielen|Metal stud wand|Metalstud|metal stud 100",
    model: { en: "Light Gauge Metal Stud", de: "Metallständerprofil", nl: "Metalstud" },
  },
  plaster: {
    en: "Plaster|Gypsum plaster|Render|Internal plaster|Cement render|Wall plaster 15 mm",
    de: "Innenputz|Gipsputz|Kalkzementputz|Putz|Außenputz mineralisch|Oberputz",
    nl: "Stucwerk|Pleisterwerk|Gipspleister|Sierpleister|Stucwerk wanden",
    model: { en: "Plaster", de: "Putz|Innenputz", nl: "stucwerk" },
  },
  stonewool: {
    en: "Mineral wool|Stone wool|Rockwool 140 mm|Rock wool slabs|Stone wool insulation",
    de: "Mineralwolle|Steinwolle|Steinwolle WLG 035|Fassadendämmung Mineralwolle|MW Steinwolle 160",
    nl: "Steenwol|Minerale wol|Rockwool|Steenwol 140 mm|Steenwolplaten",
    model: { en: "Mineral Wool|Rock Wool", de: "Mineralwolle", nl: "steenwol" },
  },
  glasswool: {
    en: "Glass wool|Fiberglass batt|Glasswool rolls|Fibreglass insulation|Batt insulation R-19",
    de: "Glaswolle|Glaswolle WLG 032|Klemmfilz Glaswolle|Glaswolle 180 mm",
    nl: "Glaswol|Glaswol 120 mm|Glaswoldekens|glaswol isolatie",
    model: { en: "Fiberglass Batt", de: "Glaswolle", nl: "glaswol" },
  },
  eps: {
    en: "EPS insulation|EPS boards|Expanded polystyrene|EPS 100|EPS external insulation",
    de: "EPS-Dämmung|WDVS EPS|Styropor|EPS WLG 032|WDVS Dämmplatten EPS 160|EPS 035 DEO",
    nl: "EPS isolatie|EPS|EPS 100|Piepschuim EPS|EPS gevelisolatie",
    model: { en: "EPS|Insulation, EPS", de: "EPS", nl: "EPS" },
  },
  xps: {
    en: "XPS insulation|XPS boards|Extruded polystyrene|XPS under slab",
    de: "XPS|Perimeterdämmung XPS|XPS-Dämmung|XPS 120 mm",
    nl: "XPS|XPS isolatie|XPS vloerisolatie|XPS platen",
    model: { en: "Rigid insulation|Insulation / Thermal Barriers - Rigid insulation", de: "XPS", nl: "XPS" },
  },
  pir: {
    en: "PIR board|PIR insulation 120 mm|PIR roof insulation|Polyiso PIR|Celotex PIR",
    de: "PIR-Dämmung|PUR/PIR Dämmplatten|PIR Flachdachdämmung|PIR 140 mm",
    nl: "PIR isolatie|PIR-platen|PIR dakisolatie 120|PIR",
    model: { en: "PIR", de: "PIR", nl: "MISCELLANEOUS/PU|PIR" },
  },
  woodfibre: {
    en: "Wood fibre insulation|Wood fibre board|Woodfibre insulation boards",
    de: "Holzfaserdämmung|Holzfaserdämmplatte|Holzweichfaser|Steico Holzfaser",
    nl: "Houtvezelisolatie|Houtvezelplaat|houtvezel isolatie Steico",
    model: { de: "Holzfaser", en: "Wood fibre", nl: "houtvezel" },
  },
  cellulose: {
    en: "Cellulose insulation|Blown cellulose|Cellulose fill",
    de: "Zellulosedämmung|Zellulose eingeblasen|Isofloc Zellulose|Einblasdämmung Zellulose",
    nl: "Cellulose isolatie|Cellulose inblaas|ingeblazen cellulose",
  },
  bitumen: {
    en: "Bitumen membrane|Bituminous roofing felt|Bitumen roofing two-layer|SBS bitumen membrane",
    de: "Bitumenbahn|Bitumenabdichtung|Bitumen-Schweißbahn|Dachabdichtung Bitumen 2-lagig",
    nl: "Bitumen dakbedekking|Bitumineuze dakbedekking|Bitumen 2-laags|dakbedekking bitumen APP",
    model: { en: "Roofing Felt|Damp-proofing", de: "Bitumen", nl: "bitumen" },
  },
  epdm: {
    en: "EPDM roofing|EPDM membrane|Single ply EPDM|TPO membrane",
    de: "EPDM-Dachbahn|Kunststoffdachbahn|EPDM Bahn|Dachbahn Kunststoff FPO",
    nl: "EPDM dakbedekking|EPDM|EPDM folie|Kunststofdakbedekking EPDM",
    model: { en: "EPDM Membrane", de: "EPDM", nl: "EPDM" },
  },
  tile: {
    en: "Clay roof tile|Clay tiles|Clay roof tiles|Roof covering clay tile",
    de: "Dachziegel|Tondachziegel|Dachziegel Frankfurter|Dachziegel Ton",
    nl: "Keramische dakpannen|Dakpannen keramisch|Dakpan|Dakpannen",
    model: { en: "Roofing Tile, Clay", de: "Dachziegel", nl: "dakpan" },
  },
  concretetile: {
    en: "Concrete roof tile|Concrete tiles|Concrete roof tiles interlocking",
    de: "Betondachstein|Dachsteine Beton|Betondachsteine|Braas Dachstein",
    nl: "Betonpan|Betonpannen|Sneldek betonpan|betonpannen dak",
  },
  sandwich: {
    en: "Sandwich panel|Insulated metal panels|Sandwich panels PIR core|Composite sandwich panel cladding",
    de: "Sandwichelemente|Sandwichpaneele Wand|Sandwichpaneel|ISO-Sandwichelement Dach",
    nl: "Sandwichpanelen|Sandwichpaneel gevel|Isopaneel|sandwichpanelen dak en gevel",
    model: { en: "Sandwich Panel", de: "Sandwichpaneel", nl: "Sandwichpaneel" },
  },
  fibrecement: {
    en: "Fibre cement cladding|Fibre cement boards|Fiber cement panels|Eternit cladding",
    de: "Faserzementplatten|Fassadenplatten Faserzement|Eternit Fassade|Faserzementtafeln",
    nl: "Vezelcementplaat|Vezelcement gevelbekleding|Eternit|vezelcementplaten gevel",
    model: { en: "Fibre Cement Board", de: "Faserzement", nl: "vezelcement" },
  },
  alusheet: {
    en: "Aluminium sheet cladding|Aluminium cassette panels|Aluminium composite panels|Aluminum panel",
    de: "Aluminiumblech|Alu-Kassetten|Aluminiumverbundplatten|Alublech Fassade",
    nl: "Aluminium gevelplaat|Aluminium cassette|Aluminium beplating plaat|Aluminium gevelplaten",
    model: { en: "Metal - Aluminum Panel", de: "Aluminiumblech", nl: "aluminium plaat" },
  },
  woodclad: {
    en: "Timber cladding|Larch cladding|Wood siding|Timber cladding larch",
    de: "Holzfassade Lärche|Holzschalung|Fassade Holzschalung|Stülpschalung",
    nl: "Houten gevelbekleding|Gevelbekleding hout|Houten gevel western red cedar|houten gevelbekleding lariks",
    model: { en: "Timber cladding", de: "Holzschalung", nl: "houten gevel" },
  },
  curtain: {
    en: "Curtain wall|Aluminium curtain walling|Glazed curtain wall|Curtain wall system unitised",
    de: "Vorhangfassade|Pfosten-Riegel-Fassade|PR-Fassade Alu/Glas|Alu-Glas-Fassade",
    nl: "Vliesgevel|Vliesgevel aluminium|Aluminium vliesgevel|vliesgevelsysteem",
  },
  winpvc: {
    en: "PVC windows|Window PVC|uPVC windows|Windows plastic PVC",
    de: "Kunststofffenster|Fenster Kunststoff|Fenster PVC|Fenster Kunststoff 3-fach",
    nl: "Ramen kunststof|Kozijn kunststof raam|Raam kunststof|Ramen PVC",
  },
  winalu: {
    en: "Aluminium windows|Window aluminium|Windows aluminum frame|Windows, alum.",
    de: "Alufenster|Fenster Aluminium|Fenster Alu thermisch getrennt|Fenster Aluminium RC2",
    nl: "Aluminium ramen|Raam aluminium|Ramen aluminium kozijn|raam alu",
  },
  winwood: {
    en: "Timber-aluminium windows|Wood-alu windows|Windows wood|Triple glazed wood windows",
    de: "Holz-Alu-Fenster|Fenster Holz-Alu|Fenster Holz|Holzfenster",
    nl: "Houten ramen|Raam hout|Ramen hout-alu|houten kozijnen",
  },
  shopglass: {
    en: "Shopfront glazing|Laminated glass|Glass shopfront|Glazing entrance front",
    de: "Schaufensterverglasung|VSG Glas|Glas VSG|Glasfront Verglasung",
    nl: "Winkelpui glas|Glas gelaagd|Beglazing pui|glas etalage",
    model: { en: "Glass", de: "Glas", nl: "glas" },
  },
  doorint: {
    en: "Interior doors|Internal doors|Interior door timber|Doors, int.",
    de: "Innentüren|Türen innen|Tür Röhrenspan|Innentür mit Zarge",
    nl: "Binnendeuren|Deuren|Binnendeur opdek|Deuren binnen",
  },
  doorext: {
    en: "External doors|Entrance door|External door steel|Fire doors",
    de: "Außentüren|Haustür|Aussentür Stahl|Eingangstür",
    nl: "Buitendeuren|Voordeur|Buitendeur|Buitendeuren staal",
  },
  doorgate: {
    en: "Roller shutter doors|Sectional overhead doors|Dock doors|Garage door sectional",
    de: "Sektionaltore|Rolltore|Industrietore|Garagentor",
    nl: "Overheaddeuren|Sectionaaldeuren|Roldeuren|Garagedeur sectionaal",
  },
  ceramic: {
    en: "Ceramic tiles|Porcelain tiles|Floor tiles ceramic|Wall and floor tiling ceramic",
    de: "Fliesen|Bodenfliesen Feinsteinzeug|Wand- und Bodenfliesen|Fliesen Steinzeug",
    nl: "Tegelwerk|Vloertegels|Keramische tegels|Wandtegels|Tegels keramiek",
    model: { en: "Ceramic Tile", de: "Fliesen", nl: "Tegels" },
  },
  parquet: {
    en: "Parquet flooring|Oak parquet|Wood flooring oak|Engineered wood floor",
    de: "Parkett Eiche|Parkett|Fertigparkett|Stabparkett Eiche",
    nl: "Parket|Eiken parket|Parketvloer|Houten vloer parket",
    model: { en: "Wood Flooring", de: "Parkett", nl: "parket" },
  },
  laminate: {
    en: "Laminate flooring|Laminate floor|Laminate flooring 8 mm",
    de: "Laminat|Laminatboden|Laminat Klasse 32",
    nl: "Laminaat|Laminaatvloer|Laminaat vloeren",
  },
  linoleum: {
    en: "Linoleum|Linoleum flooring|Marmoleum|Lino 2.5 mm linoleum",
    de: "Linoleum|Linoleumbelag|Bodenbelag Linoleum 2,5",
    nl: "Linoleum|Marmoleum|Linoleumvloer|Forbo marmoleum",
  },
  vinyl: {
    en: "Vinyl flooring|Vinyl sheet|LVT|Safety vinyl floor",
    de: "PVC-Boden|Vinylboden|PVC-Belag|Vinyl Designbelag",
    nl: "Vinyl|PVC vloer vinyl|Vinyl vloerbedekking|LVT vinyl",
  },
  carpet: {
    en: "Carpet|Carpet tiles|Carpet flooring contract",
    de: "Teppich|Teppichboden|Teppichfliesen",
    nl: "Tapijt|Tapijttegels|Projecttapijt",
    model: { en: "Carpet", de: "Teppichboden", nl: "tapijt" },
  },
  marble: {
    en: "Marble slabs|Marble flooring|Marble cladding lobby",
    de: "Marmor|Marmorboden|Marmorplatten",
    nl: "Marmer vloer marble|Marmor|Marmorplaten",
  },
  granite: {
    en: "Granite flooring|Granite slabs|Granite paving",
    de: "Granit|Granitplatten|Naturstein Granit",
    nl: "Graniet|Granieten vloer|Granietplaten",
  },
  epoxy: {
    en: "Epoxy floor|Epoxy coating|Resin floor PU",
    de: "Epoxidharzboden|Epoxidbeschichtung|Bodenbeschichtung OS8|OS 11 Bodenbeschichtung",
    nl: "Epoxy vloer|Epoxy gietvloer|Gietvloer PU|epoxycoating",
  },
  paint: {
    en: "Paint|Emulsion paint|Paint to walls and ceilings|Acrylic paint",
    de: "Anstrich|Dispersionsfarbe|Wandfarbe|Malerarbeiten Anstrich|Innenanstrich",
    nl: "Latex muurverf|Verf|Schilderwerk verf|Latex wanden",
    model: { en: "Paint", de: "Anstrich", nl: "Verf" },
  },
  acoustic: {
    en: "Suspended ceiling|Acoustic ceiling tiles|Suspended ceiling 600x600|Acoustic ceiling",
    de: "Akustikdecke|Abgehängte Decke|Rasterdecke 625|Abgehängte Decke Mineralfaser",
    nl: "Systeemplafond|Systeemplafond 600x600|Systeemplafonds",
    model: { en: "Ceiling Tile 600 x 600", de: "Akustikdecke", nl: "systeemplafond" },
  },
  raised: {
    en: "Raised access floor|Raised floor|Raised access flooring 150",
    de: "Doppelboden|Hohlboden|Doppelbodensystem",
    nl: "Verhoogde vloer|Computervloer verhoogde vloer|Verhoogde vloeren",
  },
  asphalt: {
    en: "Asphalt|Mastic asphalt|Tarmac surfacing|Asphalt wearing course",
    de: "Gussasphalt|Asphalt|Asphaltdeckschicht",
    nl: "Asfalt|Gietasfalt|Asfalt deklaag",
  },
  gravel: {
    en: "Gravel|Hardcore|Crushed stone sub-base|Gravel bed",
    de: "Kies|Schotter 0/45|Frostschutzkies|Schottertragschicht",
    nl: "Grind|Steenslag|Grindbed|Menggranulaat steenslag",
    model: { en: "Site - Gravel", de: "Kies", nl: "grind" },
  },
  vapour: {
    en: "Vapour barrier|Vapor retarder|Vapour control layer|Vapor barrier foil",
    de: "Dampfbremse|Dampfsperre|Dampfbremsfolie",
    nl: "Dampremmende folie|Dampscherm|Damprem folie",
    model: { en: "Vapor Retarder", de: "Dampfsperre", nl: "dampremmende laag" },
  },
  zinc: {
    en: "Zinc sheet roofing|Zinc cladding|Standing seam zinc",
    de: "Titanzinkblech|Zinkblech|Titanzink Stehfalz",
    nl: "Zinkblech|Titaanzink|Zink felsdak titaanzink",
  },
  greenroof: {
    en: "Green roof|Extensive green roof|Sedum roof",
    de: "Gründach|Dachbegrünung extensiv Gründach|Gründach Substrat",
    nl: "Groendak|Sedumdak|Groendak extensief",
  },
  railing: {
    en: "Railing|Steel railing|Balustrade railing",
    de: "Geländer|Stahlgeländer|Balkongeländer",
    nl: "Hekwerk balustrade|Leuning|Balustrade staal",
  },
  radiator: {
    en: "Radiators|Panel radiators|Radiator type 22",
    de: "Heizkörper|Plattenheizkörper|Flachheizkörper",
    nl: "Radiatoren|Radiator|Paneelradiatoren",
  },
  boiler: {
    en: "Boiler|Gas boiler|Condensing boiler",
    de: "Heizkessel|Gas-Brennwertkessel|Brennwertgerät",
    nl: "CV-ketel|HR-ketel|Ketel",
  },
  heatpump: {
    en: "Heat pump|Air source heat pump|Heat pump 12 kW",
    de: "Wärmepumpe|Luft-Wasser-Wärmepumpe|Sole-WP",
    nl: "Warmtepomp|Lucht-water warmtepomp|Warmtepomp 10 kW",
  },
  ahu: {
    en: "Air handling unit|AHU|Ventilation unit",
    de: "Lüftungsgerät|RLT-Anlage|RLT-Gerät",
    nl: "Luchtbehandelingskast|LBK|Ventilatie-unit",
  },
  duct: {
    en: "Ductwork|Air ducts|Spiral ducts",
    de: "Lüftungskanäle|Luftkanal|Wickelfalzrohr",
    nl: "Luchtkanalen|Spirokanalen|Kanaalwerk",
  },
  pipe: {
    en: "Pipework|Steel pipe DN50|Water pipes",
    de: "Rohrleitungen|Stahlrohr DN 50|Wasserleitungen",
    nl: "Leidingwerk|Stalen leidingen|Waterleiding",
  },
  light: {
    en: "Light fixtures|LED luminaires|Lighting",
    de: "Leuchten|LED-Leuchten|Einbauleuchten",
    nl: "Armaturen|LED armaturen|Verlichting",
  },
  sanitary: {
    en: "Sanitary fixtures|WC and basins|Sanitary ware",
    de: "Sanitärobjekte|WC / Waschtisch|Sanitärgegenstände",
    nl: "Sanitair|Toiletten en wastafels|Sanitair compleet",
  },
  sprinkler: {
    en: "Sprinkler heads|Sprinklers|Sprinkler system heads",
    de: "Sprinkler|Sprinklerköpfe|Sprinkleranlage Köpfe",
    nl: "Sprinklers|Sprinklerkoppen|Sprinklerinstallatie",
  },
  lift: {
    en: "Lift|Passenger lift|Elevator",
    de: "Aufzug|Personenaufzug|Aufzugsanlage",
    nl: "Lift|Personenlift|Liftinstallatie",
  },
  formwork: {
    en: "Formwork|Formwork to walls|Shuttering",
    de: "Schalung|Deckenschalung|Wandschalung glatt",
    nl: "Bekisting|Wandbekisting|Bekisting vloeren",
  },
  preliminaries: {
    en: "Site setup|Scaffolding|Misc. works",
    de: "Baustelleneinrichtung|Gerüst|Sonstiges",
    nl: "Bouwplaatsinrichting|Steiger|Diversen",
  },
} satisfies Record<string, Names>;

export type MaterialKey = keyof typeof NAMES;
