import { FAMILY, GUESS, notAMaterial, type Rule, rule } from "./rule.ts";

/** Names that say they are no material, air, products named by their parts, membranes, insulation, roofing, glazing. */
export const ENVELOPE_RULES: readonly Rule[] = [
  notAMaterial("=faktor gradient_fill ^hatch ^schraffur ^poche ^phase render_material"),
  rule(
    "air-gap",
    "=air_space =air_gap =air_layer =air_layers =airspace =cavity luftschicht luftspalt luchtspouw =spouw lame_dair vide_dair camara_de_aire intercapedine caixa_de_ar luftspalt ilmarako luftspalte =luftlag hulrum pustka vzduchova ilmavali hinterluftung",
    {
      not: "fill dammung isola insulat wool",
    },
  ),
  rule("air-gap", "=air =luft =lucht =aria =aire =ilma =vzduch =powietrze", {
    not: "terminal barrier dicht handling pump wasser water conditio compress kompress behandl",
  }),

  // Parts of doors and windows, as Revit names them: the whole product is priced.
  rule("door-wood-int", "^door ^tur_ ^porte_ ^deur ^puerta ^porta_", {
    confidence: FAMILY,
    and: "frame panel handle architrave leaf hardware rahmen blatt zarge kozijn beslag lock mullion trim zargen",
    not: "window steel stahl",
  }),
  rule("window-wood-alu", "^window ^fenster ^raam ^fenetre ^ventana ^finestra", {
    confidence: FAMILY,
    and: "frame sash rahmen kozijn sill flugel mullion",
    not: "pvc kunststoff plastic alumin =alu",
  }),
  rule("window-wood-alu", "holzfenster wood_window wooden_window timber_window houten_raam houten_kozijn", {
    confidence: FAMILY,
  }),
  rule("window-pvc", "^window ^fenster ^raam ^fenetre ^ventana ^finestra", {
    confidence: FAMILY,
    and: "pvc kunststoff plastic",
  }),
  rule("window-alu", "^window ^fenster ^raam ^fenetre ^ventana ^finestra", {
    confidence: FAMILY,
    and: "alumin =alu",
  }),

  rule(
    "door-steel-ext",
    "external_door steel_door aussentur haustur buitendeur porte_dentree entrance_door fire_door",
  ),
  rule(
    "door-wood-int",
    "=door =doors interior_door =tur =turen =deur =deuren =porte =portes =puerta =puertas =porta =portas =dorr =dorrar =ovi",
    { confidence: FAMILY },
  ),
  rule(
    "window-wood-alu",
    "=window =windows =fenster =raam =ramen =fenetre =fenetres =ventana =ventanas =finestra =finestre =janela =fonster =vindu =ikkuna =okno =okna",
    { confidence: FAMILY },
  ),

  // Insulation comes before what it is made of: "Holzfaserdämmplatte" is no timber, "Glaswolle" no glass.
  rule(
    "wood-fibre",
    "holzfaser holzweichfaser wood_fib woodfib houtvezel fibre_de_bois fibra_di_legno fibra_de_madera puukuitu trafiber welna_drzewna drevovlakn steico",
  ),
  rule("cellulose", "cellulos zellulos celulos celuloz selluvilla isofloc"),
  rule(
    "glass-wool",
    "glass_wool glasswool glaswol glasull glasuld glassvatt lasivilla laine_de_verre lana_de_vidri lana_di_vetro la_de_vidro fiberglass fibreglass fibre_glass glass_fib =glava welna_szklana sklena_vata batt_insulation =batt =batts",
    { not: "stone rock mineral reinforced grp" },
  ),
  rule(
    "stone-wool",
    "stone_wool stonewool rock_wool rockwool ^rockfon steinwoll steenwol stenull stenuld steinull kivivilla laine_de_roche lana_de_roca lana_di_roccia la_de_rocha welna_skalna kamenna_vata =paroc",
  ),
  rule(
    "foam-glass",
    "foam_glass foamglas schaumglas cellular_glass cellenglas verre_cellulaire vetro_cellulare",
  ),
  rule("phenolic", "phenol resol ^resole kooltherm"),
  rule(
    "xps",
    "=xps extruded_poly extrudiert poliestireno_extru polystyrene_extru polistirene_estru poliestireno_extrudido styrodur styrofoam jackodur perimeterdamm",
  ),
  rule(
    "eps",
    "=eps expanded_poly expandiert polystyrene_expans poliestireno_expand polistirene_espan cellplast styropor styropian styrox isopor eifs =isolant_eps flamingo polystyrol polystyren polystyreen",
  ),
  rule("pir", "=pir =pur =pu polyuretha polyurethaan poliuretan polyuretan pur_hart urethane"),
  rule("perlite", "perlit vermiculit expanded_clay blahton =leca =lwa keramzyt liapor", {
    not: "block stein beton concrete",
  }),
  rule("cork", "=cork =kork kurk =liege =corcho sughero cortica"),
  rule("hemp", "=hemp =hanf hennep chanvre =flax =flachs =lin =canapa"),
  rule("straw", "=straw =stroh =stro strohball =paille =paja =paglia"),
  rule(
    "stone-wool",
    "mineral_wool mineralwol mineralfaser mineral_fib mineralull mineraluld mineralvill mineraalivilla minerale_wol laine_minerale lana_mineral lana_minerale la_mineral welna_mineraln mineralni_vata trittschall impact_sound steinull",
    { confidence: FAMILY, not: "tile ceiling decke" },
  ),
  rule(
    "xps",
    "rigid_insul dammung_hart hartdamm isolatie_hard isolation_rigide hard_isol isolant_rigide aislamiento_rigido",
    { confidence: GUESS },
  ),
  rule("pir", "hartschaum", { confidence: GUESS }),
  rule(
    "stone-wool",
    "dammung_weich soft_insul isolatie_zacht weichdamm isolation_souple insulation_soft dammstoff_weich",
    { confidence: GUESS },
  ),
  rule(
    "stone-wool",
    "insulation dammung dammstoff warmedamm isolatie isolant isolation_therm aislamiento isolamento isolante isolering eriste izolacja tepelna_izolace lammoneriste",
    { confidence: 0.5, not: "waterproof abdicht hydroizol vocht" },
  ),

  // Membranes.
  rule(
    "vapour-barrier",
    "vapor_retard vapour_retard vapor_barrier vapour_barrier vapor_control vapour_control dampfsperr dampfbrems dampscherm damprem dampremm pare_vapeur barrera_de_vapor barriera_al_vapore barriera_vapore barreira_de_vapor angbroms angsparr dampspaerre dampsperre hoyrynsulku paroizolac parozabran",
  ),
  rule(
    "wind-barrier",
    "unterspannbahn unterdeckbahn breather underlay roofing_underlay vindduk vindskydd vindsperre tuulensuoja pare_pluie weather_barrier wind_barrier air_barrier winddicht waterkerende membrana_traspirante housewrap wiatroizol",
  ),
  rule(
    "epdm",
    "epdm single_ply tpo_membrane =tpo =fpo dachbahn_kunststoff kunststoffdachbahn kunststoffbahn",
  ),
  rule("vapour-barrier", "polythene polyethylene =pe", { and: "=dpm =dpc membrane foil folie barrier" }),
  rule(
    "bitumen-membrane",
    "bitum asphalt_shingle roofing_felt roof_felt =felt dakleer dachpappe =dpc =dpm damp_proof dampproof moisture_barrier etancheite_bitum tarpaper =papa lepenka takpapp feltpaper vochtscherm guaina impermeabilizacion_bitum",
  ),
  rule(
    "waterproofing",
    "abdichtung waterproof waterdicht etancheite impermeabil hydroizol vattentat vedeneris tatskikt flussigkunststoff",
    { confidence: FAMILY },
  ),
  rule(
    "geotextile",
    "geotext vlies drainage_mat noppen root_barrier wurzelschutz drainmatte kuitukangas filterfleece",
    { confidence: FAMILY },
  ),
  rule("green-roof", "green_roof grundach vegetation sedum plant_substrat toiture_vegetal groendak"),

  // Roof coverings.
  rule(
    "clay-tile",
    "clay_tile clay_roof dachziegel dakpan roof_tile_clay teja_ceram tuile =tuiles teja_cur tegola tegole coppi kattotiil taktegel teglpan ceramic_roof =teja =tejas dachowka_ceram stresni_taska telha roofing_tile",
    { not: "beton concrete" },
  ),
  rule(
    "concrete-tile",
    "betondachstein dachstein concrete_tile concrete_roof_tile betonpan tuile_beton teja_de_hormigon betongpan betonikattotiil",
  ),
  rule(
    "slate",
    "=slate slate_roof schiefer =leien leisteen ardoise pizarra ardesia skiffer skifer liuskekivi lupek bridlice",
  ),
  rule(
    "sandwich-panel",
    "sandwich_panel sandwichpaneel sandwichelement insulated_metal_panel panneau_sandwich panel_sandwich pannello_sandwich isopaneel sandwichpanel",
  ),

  // Glazing.
  rule(
    "glass-block",
    "glass_block glasbaustein glassblock brique_de_verre vetromattone glasbouwsteen glasblock",
  ),
  rule(
    "glass-igu3",
    "triple_glaz 3_fach dreifach triple_vitrage driedubbel tripel 3_glas triple_glass triplo_vetro",
    { and: "glaz glas verglas vitrage vetro" },
  ),
  rule(
    "glass-igu2",
    "double_glaz insulating_gla insulated_gla isolierglas isolierverglas double_vitrage dubbel_glas 2_fach zweifach =hr =igu vetrocamera doppelverglas double_glass doble_acristal isolerglas termoglas",
  ),
  rule("polycarbonate", "polycarbonat policarbonat polikarbonat =acrylic plexiglas =pmma acrylglas akryl", {
    not: "paint farbe lack verf peinture pintura pittura render putz plaster sealant dicht =kit",
  }),
  rule(
    "glass-float",
    "=glass =glas =verre =vidrio =vetro =vidro =lasi =szklo =sklo glazing glass_ verglasung vitrage acristal isoglas floatglas sicherheitsglas =esg =vsg =beglazing gehard_glas klarglas",
    { confidence: FAMILY, not: "wool fib wolle ull" },
  ),
];
