/**
 * Which colour an entry of the built-in catalogue has: one hue for a trade, so that concrete looks like concrete in every
 * chart, and its neighbours next to it where a model mixes several. A row per group of lib/catalogue.
 */
const GROUPS: readonly { series: readonly number[]; ids: readonly string[] }[] = [
  // concrete
  {
    series: [5, 12],
    ids: [
      "concrete-c30",
      "concrete-c25",
      "concrete-lean",
      "concrete-c40",
      "concrete-c30-low",
      "concrete-rc",
      "concrete-light",
      "aerated-fill",
    ],
  },
  // precast
  { series: [12, 5], ids: ["precast", "hollowcore"] },
  // mortar
  { series: [11], ids: ["screed", "mortar", "anhydrite-screed"] },
  // rebar
  { series: [1], ids: ["rebar", "rebar-world"] },
  // steel-frame
  { series: [1, 8], ids: ["steel-section", "steel-section-eaf", "steel-joist-layer"] },
  // metalwork
  { series: [8, 1], ids: ["steel-galv", "steel-stainless", "cast-iron", "metal-deck", "railing"] },
  // metal-stud
  { series: [8], ids: ["steel-stud", "steel-stud-layer"] },
  // facade-metal
  {
    series: [8, 1],
    ids: [
      "aluminium-profile",
      "aluminium-sheet",
      "copper-sheet",
      "zinc-sheet",
      "lead-sheet",
      "brass-bronze",
      "sandwich-panel",
    ],
  },
  // masonry
  {
    series: [6, 10, 9],
    ids: [
      "brick",
      "calcium-silicate",
      "aac",
      "cmu-dense",
      "cmu-light",
      "engineering-brick",
      "perforated-brick",
    ],
  },
  // timber-sawn
  { series: [3, 9], ids: ["timber-soft", "timber-hard", "wood-cladding", "timber-stud-layer"] },
  // timber-frame
  { series: [3, 9], ids: ["glulam", "clt", "lvl"] },
  // timber-board
  { series: [9, 3], ids: ["plywood", "osb", "particleboard", "mdf"] },
  // plasterboard
  { series: [10], ids: ["gypsum", "acoustic-ceiling"] },
  // plaster
  { series: [10], ids: ["plaster"] },
  // glass
  { series: [8], ids: ["glass-float", "glass-igu3", "glass-igu2", "glass-block"] },
  // window
  { series: [8, 2], ids: ["window-wood-alu", "window-pvc", "window-alu", "rooflight", "curtain-wall"] },
  // door
  { series: [9], ids: ["door-wood-int", "door-steel-ext", "door-wood-ext", "door-glass-alu", "door-garage"] },
  // insulation
  {
    series: [11, 10],
    ids: [
      "glass-wool",
      "stone-wool",
      "eps",
      "xps",
      "pir",
      "cellulose",
      "wood-fibre",
      "straw",
      "cork",
      "hemp",
      "foam-glass",
      "perlite",
      "phenolic",
    ],
  },
  // membrane
  {
    series: [12],
    ids: ["bitumen-membrane", "epdm", "vapour-barrier", "waterproofing", "wind-barrier", "geotextile"],
  },
  // roof-tile
  { series: [6, 9], ids: ["clay-tile", "concrete-tile", "slate"] },
  // facade-board
  { series: [4], ids: ["fibre-cement", "cement-board", "hpl"] },
  // tiling
  { series: [2], ids: ["ceramic-tile", "terrazzo"] },
  // stone
  { series: [11, 5], ids: ["granite", "limestone", "sandstone", "marble"] },
  // aggregate
  { series: [7], ids: ["gravel", "sand", "asphalt", "soil", "green-roof"] },
  // flooring
  {
    series: [4, 7],
    ids: ["linoleum", "carpet", "parquet", "laminate-floor", "vinyl-floor", "textile", "raised-floor"],
  },
  // paint
  { series: [2], ids: ["paint", "epoxy-floor"] },
  // nothing
  { series: [5], ids: ["air-gap"] },
  // plastic
  { series: [4], ids: ["polycarbonate", "pvc", "polyethylene", "rubber"] },
  // mep-line
  { series: [2, 7], ids: ["pipe-steel", "pipe-copper", "pipe-plastic", "duct", "cable-tray", "cable"] },
  // mep-item
  {
    series: [7, 2],
    ids: [
      "pipe-fitting",
      "duct-fitting",
      "cable-fitting",
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
      "waste-terminal",
      "fire-terminal",
      "light",
      "outlet",
      "switchboard",
      "electrical-equipment",
      "furniture",
      "lift",
      "mep-equipment",
    ],
  },
];

/** Entry's id to the number of its colour; an organisation's own entries are not in it. */
export const ENTRY_SERIES: ReadonlyMap<string, number> = new Map(
  GROUPS.flatMap(({ series, ids }) =>
    ids.map((id, index) => [id, series[index % series.length] ?? 1] as const),
  ),
);
