import { FAMILY, GUESS, type Rule, rule } from "./rule.ts";

const COVERING = /Covering/;

/** Boards, plasters, screeds, floors, coatings, plastics and textiles. */
export const FINISH_RULES: readonly Rule[] = [
  rule(
    "acoustic-ceiling",
    "acoustic_ceil ceiling_tile suspended_ceiling akustikdecke rasterdecke mineral_fibre_tile mineral_fiber_tile systeemplafond faux_plafond plafond_suspendu falso_techo controsoffitto undertak nedhangt alakatto abgehangte sufit_podwiesz",
    { not: "gyps =gk plaster" },
  ),
  rule("acoustic-ceiling", "ceiling", {
    confidence: FAMILY,
    and: "mineral tile acoust",
    not: "gyps =gk plaster",
  }),
  rule(
    "raised-floor",
    "raised_floor raised_access doppelboden hohlboden verhoogde_vloer plancher_technique pavimento_sopraelevato",
  ),

  rule(
    "gypsum",
    "gipskarton gypsum_wall gypsum_board gypsumboard plasterboard plaster_board drywall sheetrock gipsplaat gipskartonplaat plaque_de_platre placoplatre =ba13 placa_de_yeso yeso_laminado cartongesso gesso_cartonato gipsskiv gipsplate gipsplade kipsilevy gipsowo_karton karton_gips =gkb =gkf =gkbi sadrokarton gipsfaser fermacell gypsum_fib gipsvezel gesso_cartonado placa_de_gesso pladur trockenbau =gwb gips_karton gyproc",
  ),
  rule("gypsum", "=gips", { confidence: FAMILY, and: "=mm wandbekled platte beplank skiva" }),
  rule(
    "cement-board",
    "cement_board zementgebund cement_bonded cementboard calciumsilikatplatte silikatplatte calcium_silicate_board promat fibrogips aquapanel cementplaat magnesium_oxide",
  ),
  rule(
    "fibre-cement",
    "fibre_cement fiber_cement fibrecement faserzement vezelcement fibrociment fibrocement eternit fibercement fibrocemento kuitusementti wloknocement vlaknocement",
  ),
  rule("hpl", "=hpl laminate_ivory high_pressure_lam =trespa =laminate =resopal schichtstoff kunstharzpl", {
    not: "floor timber wood veneer lvl boden glass",
  }),
  rule("laminate-floor", "laminat", {
    and: "floor boden =laminat vloer parkett golv sol =laminaat",
    not: "timber glul lvl veneer glass vsg",
  }),

  rule("anhydrite-screed", "anhydrit calciumsulfatestrich calcium_sulph calcium_sulf chape_anhydrite"),
  rule(
    "screed",
    "estrich screed dekvloer chape massetto ravalement_sol cementvloer avretting avjamning pumpmassa tasoite lattiatasoite wylewka poter solera_de_mortero betonilla regularizacao recrecido jastrych anhydriet gulvavret pintavalu",
    { not: "asphalt" },
  ),
  rule("terrazzo", "terrazzo granito_chips lastryko teraco"),
  rule(
    "mortar",
    "=mortar mortel mortier mortero =malta argamassa =bruk murbruk laasti zaprawa malta_cement mortar_joint fugenmortel",
    { not: "plaster putz render" },
  ),
  rule(
    "plaster",
    "plaster =putz gipsputz kalkputz innenputz aussenputz zementputz kalkzement stucco stuc enduit =yeso enlucido revoque intonaco reboco =gesso =estuque puts_ =puts rappaus =puss pleister =platre =gips =gypsum tynk omitka stukadoor =render cement_render =stuck sierbepleist guarnecido emboco oberputz unterputz rendering",
    { confidence: FAMILY, not: "board platte karton skiv" },
  ),

  rule(
    "parquet",
    "parkett parquet parket wood_floor timber_floor oak_floor hardwood_floor wooden_floor dielen floorboard plankenvloer tragolv tarima trzparket ^parke parketti trapgulv wood_plank_floor deska_podlog hout_vloer bamboo_floor stabparkett",
  ),
  rule("linoleum", "linole marmoleum"),
  rule(
    "vinyl-floor",
    "=vinyl vinylboden vinyl_ =lvt =pvc_boden =pvc_floor pvc_belag rubber_floor gummibelag kautschuk",
  ),
  rule(
    "carpet",
    "carpet teppich tapijt moquette moqueta alfombra tappeto =matta tekstiiliimatto =teppe wykladzina koberec alcatifa teppichboden =matto",
  ),
  rule(
    "epoxy-floor",
    "epoxy epoxid resin_floor gietvloer kunstharz resine_sol pu_beschicht bodenbeschicht resina",
  ),
  rule(
    "ceramic-tile",
    "ceramic fliese tegelwerk tegels vloertegel wandtegel =tile =tiles =tegel_ porcelain porzellan feinsteinzeug carrelage azulejo piastrell ladrilho =klinker_platten klinkerplatta kakel laatta =flis fliser flisa plytki dlazba obklad gres_ =gres baldosa keramik keramiek keramisk keraami gresie steingut mosaik mosaic",
    {
      not: "roof dach ceiling carpet brick ziegel acoust vinyl stone marble marmor marmo tijolo ladrillo bloque brique mattone",
    },
  ),
  rule("ceramic-tile", "=tegel", { confidence: GUESS, classes: COVERING }),
  rule(
    "paint",
    "=paint ^paint anstrich farbe =verf peinture pintura vernice tinteggiatura =tinta =farg maling =maali ^maal farba nater lacquer =lack varnish coating_paint latex dispersionsfarb wandfarbe malarsk",
    { confidence: FAMILY, not: "steel metal stahl alumin glass" },
  ),

  rule(
    "textile",
    "=fabric ^fabric_ textile textil =stoff =tissu =tejido =tessuto =tyg =leather =leder tessil upholster =cuir gordijn curtain_fabric",
  ),
  rule("rubber", "neopren rubber gummi =caoutchouc =goma elastomer =gomma"),
  rule("pvc", "=pvc =upvc pvc_u polyvinyl =pvcu"),
  rule(
    "polyethylene",
    "polyethyl polyethyleen polyethen =pe =hdpe =ldpe polypropyl =pp =pehd polietilen pe_folie kunststoff plastic =plast kunststof =muovi",
    { confidence: FAMILY },
  ),

  rule(
    "plywood",
    "plywood =sperrholz ^sperrholz multiplex contreplaque contrachapado compensato contraplacado vaneri plyfa =kryssfiner krydsfiner sklejka preklizka wood_sheathing sheathing =triplex betonplex seekiefer multiplexplatte",
    { not: "chipboard particle osb gypsum fiberboard cement" },
  ),
  rule("osb", "=osb oriented_strand osb3 osb_ grobspan"),
  rule(
    "particleboard",
    "spanplat chipboard particle_board particleboard spaanplaat agglomere aglomerado truciolare spanskiv spanplade lastulevy plyta_wiorowa drevotrisk sponplate flachpress",
  ),
  rule(
    "mdf",
    "=mdf =hdf hardboard hartfaser fiberboard fibreboard masonite hardboard kuitulevy medium_density board_mdf",
  ),
];
