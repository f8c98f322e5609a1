import { FAMILY, GUESS, type Rule, rule } from "./rule.ts";

const CONCRETE = "beton hormigon calcestruzz concret =cls betao zelbet zelezobet";
const REINFORCED =
  "reinforced stahlbeton bewehrt gewapend =arme armado armato armerad armert armeret terasbeton zelbet zelezobet wapen raudoitettu zbrojon vyztuz spannbeton prestress post_tension =rc =stb precontraint pretensado postensado precompress protendido jannebet";
const PRECAST =
  "precast fertig prefab prefabric prefabbric premold pre_cast element ^ontelo betonielem hohldiele filigran hohlwand doppelwand prefa element_ premoldad gevelelement tilt_up sandwichbeton voorgespannen";

/** Masonry, concrete, timber, metals and ground. Kinds come before families: "Stahlbeton" is neither steel nor plain. */
export const STRUCTURE_RULES: readonly Rule[] = [
  // Reinforcement before concrete and steel.
  rule(
    "rebar",
    "betonstahl bewehrungsstahl bewehrung_ =bewehrung reinforcing_steel reinforcement_bar =rebar ^rebar reinforcing_bar =reinforcement =armature =armatures acier_darmature armaduras betonstaal wapeningsstaal wapeningsnet acero_corrugado =b500 =b500a =b500b =b500c =bst armeringsstal armeringsjarn =armering kamjern kamstal harjaterasta harjateras raudoitusteras acciaio_darmatura acciaio_per_cemento aco_para_betao stal_zbrojen betonarska =a500hw =armatura",
    { not: "beton_arm concrete_reinf hormigon betao_arm" },
  ),

  // Masonry.
  rule(
    "aac",
    "porenbeton porobeton gasbeton cellenbeton aerated_conc autoclaved =aac ytong siporex hebel beton_cellulaire hormigon_celular calcestruzzo_aerato calcestruzzo_cellulare beton_komorkowy betao_celular lattbetong kevytbetoni porebetong thermalite gassbetong",
  ),
  rule(
    "calcium-silicate",
    "kalksand kalkzandsteen sand_lime sandlime calcium_silicate silico_calcaire silikatov silikat_ =silka kalksandsten kalkhiekka =ks mauerwerk_ks =silikaty ladrillo_silico vapenopiskov ks_mauerwerk blocchi_silico",
  ),
  rule("cmu-light", "concrete_masonry masonry_unit =cmu block blocks", {
    and: "light low_dens leicht expanded clay_agg pumice aggregate_light leca",
    not: "glass aerated",
  }),
  rule(
    "cmu-light",
    "bimsbeton bimsstein =bims leichtbetonstein liapor hohlblock_leicht lecablock lecablokk leca_block =lecakarkko lecasten blahtonstein arlita",
  ),
  rule("cmu-light", "leichtbeton", { confidence: FAMILY, classes: /Wall/ }),
  rule("cmu-light", "leichtbeton", { confidence: GUESS, not: "estrich ortbeton" }),
  rule(
    "perforated-brick",
    "hochlochziegel =hlz poroton porotherm perforated_brick hollow_brick brique_creuse ladrillo_hueco ladrillo_perforado snelbouw laterizio_forato forato pustak planziegel hollow_clay clay_block blocchi_laterizio tijolo_furado honeycomb_brick monomur termoarcilla blocco_laterizio",
  ),
  rule(
    "engineering-brick",
    "=klinker klinkermauer engineering_brick facing_brick face_brick verblend gevelsteen gevelmetselwerk brique_de_parement ladrillo_caravista ladrillo_cara_vista mattone_faccia fasadtegel facadesten klinkier sichtmauerwerk vormauer",
    { not: "platte tile fliese" },
  ),
  rule(
    "cmu-dense",
    "concrete_mason concrete_block betonblok betonstein parpaing bloc_beton bloc_de_beton bloque_de_hormigon bloco_de_betao blocco_cemento blocchi_cls blocchi_in_cls betongblock betonblokke harkko hohlblockstein =cmu masonry_unit bloczek_beton tvarnice blockwork =block =blocks betonhalsten betonwerkstein mason_block",
    { not: "glass clay" },
  ),
  rule(
    "limestone",
    "limestone kalkstein naturstein natuursteen natural_stone pierre_nat =pierre piedra_natural =piedra =pietra =pedra natursten natursten luonnonkivi =kamien kamen_ masonry_stone stone_mason fieldstone hardsteen calcaire caliza kalksten travertin mauerwerk_naturst bruchstein stone_veneer rubble =stone",
    { confidence: FAMILY, not: "granit marb marm sand slate wool gravel cast" },
  ),
  rule(
    "brick",
    "brick ziegel mauerwerk metselwerk baksteen brique ladrillo laterizio mattone mattoni tijolo =tegel teglsten tiili =tiilet cegla =cihl ^cihla ^cihel masonry murerk =mur_ tegelmur teglvegg murverk muratura =tegl lateriz zdivo mampost alvenaria macon murowane tiilimuur",
    { confidence: FAMILY, not: "=unit block roof dach concrete beton tile stone cement" },
  ),

  // Concrete.
  rule(
    "hollowcore",
    "hollow_core hollowcore spannbetonhohl hohldiele spannbeton_hohl kanaalplaat gewelf =welfsel dalle_alveol alveolar placa_alveolar solaio_alveolare haldack huldaek hulldekk ontelolaat plyta_kanalowa",
  ),
  rule(
    "precast",
    "=isobet =isolex =silex =predal predalle =tt breedplaat filigran halbfertigteil elementdecke hohlwandelement betonelement betongelement betonielement betonfertig fertigteilbeton betonwerk",
  ),
  rule("precast", CONCRETE, { and: PRECAST }),
  rule("precast", "precast prefabricad prefabbricat fertigteil", {
    confidence: FAMILY,
    not: "wood holz timber steel stahl",
  }),
  rule(
    "concrete-lean",
    "magerbeton lean_conc blinding sauberkeitsschicht unbewehrter_beton werkvloer beton_de_proprete hormigon_de_limpieza magrone betao_de_limpeza chudy_beton podkladni_bet stampfbeton =c8 =c12 =c16 =c8_10 =c12_15 =c16_20 beton_maigre",
  ),
  rule(
    "aerated-fill",
    "foam_conc schaumbeton schuimbeton beton_mousse hormigon_espum insulating_conc isolatiebeton pianobeton dammbeton leichtschuttung",
  ),
  rule("concrete-rc", CONCRETE, { and: REINFORCED, not: PRECAST }),
  rule("concrete-rc", "=stb hormigon_ha"),
  rule(
    "concrete-light",
    "lightweight light_weight leichtbeton lichtbeton beton_leger aligerado alleggerit letbeton lettbetong latt_betong kevytsora lekkibeton ligero",
    { and: `${CONCRETE} letbeton lettbetong` },
  ),
  rule("concrete-light", "letbeton lettbetong leichtbeton lichtbeton"),
  rule("concrete-c40", "=c40 =c45 =c50 =c55 =c60 =c40_50 =c50_60 =c45_55 =c60_75 =b40 =b50 c40_ c50_"),
  rule("concrete-c30", "=c28 =c30 =c32 =c35 =c30_37 =c32_40 =c35_45 =c28_35 =b35 =b30", {
    not: "gl holz wood timber limtra nadel",
  }),
  rule("concrete-c25", "=c20 =c25 =c20_25 =c25_30 =b25", { not: "holz wood timber nadel" }),
  rule("concrete-c30", CONCRETE, { confidence: FAMILY, not: "asphalt roof_tile" }),

  // Framing as a layer of a wall or floor: mostly air or insulation, so never the layer's whole volume.
  rule("steel-stud-layer", "metal_stud steel_stud metal_framing", { and: "layer" }),
  rule("steel-joist-layer", "steel_bar_joist steel_joist bar_joist metal_joist", { and: "layer" }),
  rule(
    "timber-stud-layer",
    "stud_layer joist_layer rafter_layer joist_rafter_layer truss_joist holzstander holzrahmenwerk regelwerk stander_holz",
    { not: "steel metal" },
  ),
  rule(
    "metal-deck",
    "metal_deck steel_deck trapezblech profiled_sheet profiled_metal corrugated damwand bac_acier lamiera_grecata blacha_trap composite_deck roof_deck deck_steel profilplat chapa_colaborante",
  ),

  // Timber.
  rule(
    "clt",
    "=clt cross_laminated cross_lam brettsperr kreuzlagenholz =xlam x_lam kruislaag bois_lamelle_croise contralaminad lamellare_incrociato klt =klt krysslimt massivtra ristiinliimat drewno_klejone_krzyz krizem",
  ),
  rule(
    "glulam",
    "glulam glued_lam glue_laminated glulam brettschicht =bsh leimholz gelijmd gelamineerd lamelle_colle lamellare laminada_encolada laminado_encolado limtra limtre limtrae liimapuu drewno_klejone lepene_lamel =gl24h =gl24c =gl28h =gl28c =gl30c =gl30h =gl32c =gl32h =gl24 =gl28 lameladacolada mlc",
    { not: "glass" },
  ),
  rule("lvl", "=lvl laminated_veneer furnierschicht kerto kertopuu microllam baubuche"),
  rule(
    "wood-cladding",
    "holzschalung holzfassade wood_cladding timber_cladding wood_siding bardage_bois gevelbekleding_hout houten_gevel trapanel fasadpanel ulkoverhous revestimiento_de_madera rivestimento_legno deska_elewac weatherboard shiplap schalung_holz clapboard stulpschalung larch_clad",
    {},
  ),
  rule(
    "timber-hard",
    "hardwood hartholz laubholz hardhout =oak =eiche =eik =chene =roble =quercia =ek =tammi =beech =buche beuken =hetre =bok =pyokki =birch =birke =koivu =bjork =maple =ahorn =cherry =kirsch walnut nussbaum noyer =nogal =teak mahog =ash =esche merbau meranti azobe iroko =wenge bangkirai robinie =ipe =acacia bamboo =elm =ulme",
  ),
  rule(
    "timber-soft",
    "softwood nadelholz =kvh konstruktionsholz konstruktionsvoll vurenhout =vuren grenen =pine =spruce =fichte =kiefer =tanne =larch =larche =douglas =cedar =fir =lumber sapin epicea =pino =abete =gran =furu =tall =kuusi =manty sosna swierk =smrk dimensional_lum bauholz schnittholz joist rafter wood_stud timber_stud tra_regel traregel lattung sparren balken_holz sahatavara",
    { not: "steel stahl metal floor" },
  ),
  rule(
    "timber-soft",
    "timber wood holz hout =bois =bois_ madera madeira legno =tra =trae =tre =puu drewn drevo =drev treverk trevirke konstruktionstra legname massief_hout =puuta",
    { confidence: FAMILY, not: "fiber fibre faser wool wolle plastic wpc" },
  ),

  // Metals.
  rule(
    "steel-stainless",
    "stainless edelstahl rostfrei =inox =rvs inoxidable inossidabil rostfri rustfri ruostumat nierdzewn nerez chrom =v2a =v4a =1.4301 =1.4401 =1.4571 aco_inox",
  ),
  rule(
    "steel-stud",
    "metal_stud steel_stud metallstander standerprofil =cw =uw light_gauge metalstud montant_metal montante_met cold_formed cold_rolled lattregel_stal kaltgeformt metallprofil stahlblechregel =cw75 =cw50 =cw100",
  ),
  rule(
    "steel-galv",
    "galvani verzinkt verzinkt_stahl verzinkt trapezblech metal_deck steel_deck trapez galvanised zincato galvanizad galva_ forzink profiled_sheet profiled_metal corrugated stahlblech plaatstaal steel_sheet sheet_steel forzinkad damwand bac_acier lamiera_grecata chapa_ =chapa blacha_trap pocink ocynk sinkitty peltikate profilplat deck_steel composite_deck roof_deck staalplaat",
    { not: "alumin zinc_sheet copper" },
  ),
  rule("aluminium-sheet", "alumin =alu alublech", {
    and: "sheet blech panel composite cassette plate clad verbund kassette bond plaat tole",
  }),
  rule("aluminium-profile", "alumin =alu alucobond alumiini hlinik", { confidence: 0.9 }),
  rule("zinc-sheet", "titanzink =zinc =zink rheinzink =zinco =cynk =sinkki zinc_ zinkblech =titaanzink"),
  rule("lead-sheet", "=lead =blei =lood =plomb =plomo =piombo =bly =lyijy bleiblech"),
  rule("copper-sheet", "copper kupfer =koper =cuivre =cobre =rame koppar kobber kupari =miedz =med"),
  rule("brass-bronze", "brass bronze messing =laiton =ottone =laton massing"),
  rule(
    "cast-iron",
    "cast_iron gusseisen gietijzer fonte ghisa gjutjarn valurauta fundicion =zeliwo litina wrought_iron ductile =sml ferro_fundido stopejern",
  ),
  rule("steel-section-eaf", "steel stahl staal acier acero acciaio", {
    and: "recycled eaf elektrostahl scrap",
  }),
  rule(
    "steel-section",
    "steel stahl staal =acier ^acier acero acciaio =aco =stal =ocel ^ocel =teras =ferro konstruktionsstal baustahl =s235 =s235jr =s275 =s275jr =s355 =s355j2 =s355jr =s420 =s450 =s460 =a992 =a36 =s235j0 =s235jrg2 =fe360 =fe510 =st37 =st52 =ipe =hea =heb =staal_ rakenneteras stalprofil konstrukcyjn =a572 =a500 =q235 =q345",
    { confidence: FAMILY, not: "stahlbeton furniture" },
  ),
  rule(
    "steel-galv",
    "=metal =metall =metaal =metal_ =metallo =metalli =kov =metaux =blech =iron =eisen =jern =jarn",
    { confidence: GUESS, not: "stud air" },
  ),

  // Stone and ground.
  rule("granite", "granit grani basalt gneis porphyr"),
  rule("marble", "marbl marmo marmor marbre"),
  rule(
    "sandstone",
    "sandst sandstein zandsteen gres_pierre arenisca arenaria hiekkakivi piaskowiec piskovec",
    { not: "kalk lime" },
  ),
  rule("asphalt", "asphalt asfalt enrobe tarmac macadam"),
  rule(
    "gravel",
    "gravel kies schotter grind =gravier grava ghiaia =brita =grus =sora =zwir sterk ^sterk hardcore crushed_stone splitt ballast kiesel crushed_rock makadam singel steenslag cascalho kruszywo =pukk murske zavorra sub_base tragschicht frostschutz pozzolan",
  ),
  rule("sand", "=sand =zand =sable =arena =sabbia =areia =hiekka =piasek =pisek sandbett sandbed fullsand"),
  rule(
    "soil",
    "=earth =soil erdreich =erde =grond =terre =tierra =terra topsoil =jord =maa =grunt zemina oberboden mutterboden backfill =grass =rasen lawn =gras zand_grond aufschutt site_fill =boden substrate_soil compacted_fill",
  ),
];
