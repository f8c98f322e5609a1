import type { Sourced, TransportClass } from "./types.ts";

/** What the materials of one trade have in common: site waste, haul, disposal, and the split of the installed price. */
export interface Group {
  waste: { rate: number } & Sourced;
  transport: { class: TransportClass } & Sourced;
  disposal: { kgPerKg: number } & Sourced;
  /** Parts of the installed price that are labour and equipment; the rest is material. */
  split: { labour: string; equipment: string };
}

/**
 * The split of installed prices is an unverified placeholder of the same standing as the prices themselves (class 5):
 * typical order of magnitude by trade, there so that a tenant's own labour and equipment rates act at all.
 */
export const SPLIT_SOURCE = "split by trade: unverified placeholder";

const WRAP = "WRAP Net Waste Tool baseline rate, as tabled in IStructE, How to calculate embodied carbon";
const ARUP = "IStructE 2021, as carried in arup-group/a-carbon-tool material-carbon-factors.ts";
const proxyOf = (what: string) => `proxy: rate of ${what} (${WRAP})`;

const wrap = (rate: number) => ({ rate, source: WRAP, proxy: false });
const arup = (rate: number) => ({ rate, source: ARUP, proxy: false });
const proxy = (rate: number, what: string) => ({ rate, source: proxyOf(what), proxy: true });

const RICS = "RICS, Whole life carbon assessment for the built environment, 2017, table 7";
const haul = (distance: TransportClass, isProxy = false) => ({
  class: distance,
  source: RICS,
  proxy: isProxy,
});
const local = haul("local");
const national = haul("national");
const nationalAssumed = haul("national", true);
const european = haul("european");
const europeanAssumed = haul("european", true);

const C3C4 = "IStructE, How to calculate embodied carbon, 3rd ed., table 2.14 (C3–C4, waste to landfill)";
const disposed = (kgPerKg: number, isProxy = false) => ({ kgPerKg, source: C3C4, proxy: isProxy });
const inert = disposed(0.0012);
const metal = disposed(0.0013);
const gypsum = disposed(0.072);
const soils = disposed(0.0195);
const other = disposed(0.013);
/** The table's "other"; what burning or rotting wood releases belongs to biogenic carbon, which is told apart. */
const woodWaste = disposed(0.013, true);

const split = (labour: string, equipment: string) => ({ labour, equipment });

export const GROUPS = {
  nothing: {
    waste: { rate: 0, source: "nothing is bought", proxy: false },
    transport: { class: "local", source: "nothing is moved", proxy: false },
    disposal: { kgPerKg: 0, source: "nothing is disposed of", proxy: false },
    split: split("0", "0"),
  },
  concrete: { waste: wrap(0.05), transport: local, disposal: inert, split: split("0.38", "0.10") },
  precast: { waste: wrap(0.01), transport: national, disposal: inert, split: split("0.20", "0.15") },
  mortar: { waste: wrap(0.05), transport: local, disposal: inert, split: split("0.50", "0.05") },
  rebar: { waste: wrap(0.05), transport: national, disposal: metal, split: split("0.35", "0.03") },
  "steel-frame": { waste: wrap(0.01), transport: national, disposal: metal, split: split("0.25", "0.12") },
  metalwork: {
    waste: proxy(0.01, "steel frame"),
    transport: national,
    disposal: metal,
    split: split("0.35", "0.05"),
  },
  "metal-stud": {
    waste: proxy(0.01, "steel frame"),
    transport: national,
    disposal: metal,
    split: split("0.50", "0.02"),
  },
  "facade-metal": { waste: arup(0.05), transport: european, disposal: metal, split: split("0.40", "0.06") },
  masonry: { waste: wrap(0.2), transport: national, disposal: inert, split: split("0.58", "0.03") },
  "timber-sawn": { waste: arup(0.1), transport: national, disposal: woodWaste, split: split("0.45", "0.04") },
  "timber-frame": {
    waste: wrap(0.01),
    transport: european,
    disposal: woodWaste,
    split: split("0.25", "0.12"),
  },
  "timber-board": {
    waste: arup(0.1),
    transport: national,
    disposal: woodWaste,
    split: split("0.45", "0.02"),
  },
  plasterboard: { waste: wrap(0.225), transport: national, disposal: gypsum, split: split("0.55", "0.01") },
  plaster: {
    waste: proxy(0.05, "mortar"),
    transport: nationalAssumed,
    disposal: gypsum,
    split: split("0.65", "0.02"),
  },
  glass: { waste: wrap(0.05), transport: national, disposal: other, split: split("0.35", "0.05") },
  window: {
    waste: proxy(0.01, "timber and metal frames"),
    transport: europeanAssumed,
    disposal: other,
    split: split("0.25", "0.03"),
  },
  door: {
    waste: proxy(0.01, "timber and metal frames"),
    transport: nationalAssumed,
    disposal: other,
    split: split("0.30", "0.01"),
  },
  insulation: { waste: wrap(0.15), transport: national, disposal: other, split: split("0.45", "0.01") },
  membrane: {
    waste: proxy(0.15, "insulation"),
    transport: nationalAssumed,
    disposal: other,
    split: split("0.50", "0.02"),
  },
  "roof-tile": {
    waste: proxy(0.2, "brick"),
    transport: nationalAssumed,
    disposal: inert,
    split: split("0.50", "0.04"),
  },
  "facade-board": {
    waste: proxy(0.225, "plasterboard"),
    transport: nationalAssumed,
    disposal: other,
    split: split("0.45", "0.05"),
  },
  tiling: {
    waste: proxy(0.1, "stone"),
    transport: europeanAssumed,
    disposal: inert,
    split: split("0.60", "0.01"),
  },
  stone: { waste: arup(0.1), transport: europeanAssumed, disposal: inert, split: split("0.50", "0.04") },
  aggregate: {
    waste: proxy(0.05, "in-situ concrete"),
    transport: local,
    disposal: soils,
    split: split("0.20", "0.35"),
  },
  plastic: {
    waste: proxy(0.05, "glass"),
    transport: nationalAssumed,
    disposal: other,
    split: split("0.40", "0.01"),
  },
  flooring: {
    waste: proxy(0.1, "timber"),
    transport: nationalAssumed,
    disposal: other,
    split: split("0.40", "0.01"),
  },
  paint: { waste: arup(0.1), transport: nationalAssumed, disposal: other, split: split("0.75", "0.01") },
  "mep-line": {
    waste: proxy(0.05, "reinforcement"),
    transport: nationalAssumed,
    disposal: metal,
    split: split("0.55", "0.02"),
  },
  "mep-item": {
    waste: proxy(0.01, "steel frame"),
    transport: nationalAssumed,
    disposal: metal,
    split: split("0.35", "0.03"),
  },
} as const satisfies Record<string, Group>;

export type GroupId = keyof typeof GROUPS;

/**
 * Road haul of the transport classes, km one way, and its emissions per tonne and kilometre of that way.
 */
export const TRANSPORT = {
  distanceKm: { local: 50, national: 300, european: 1500 } satisfies Record<TransportClass, number>,
  kgPerTonneKm: 0.132,
  mode: "road",
  source:
    "Distances: RICS 2017, table 7. Factor: 0.0066 kg CO2e/kg over 50 km, RICS 2nd ed. default scenarios as carried in " +
    "BHoM/LifeCycleAssessment_Toolkit, Typical Transport Scenario with Emission Factor (RICS).json",
} as const;

/** Module C2 of wasted material, kg CO2e per kg. */
export const WASTE_TRANSPORT = {
  kgPerKg: 0.009,
  source: "IStructE, How to calculate embodied carbon, 3rd ed., table 2.13 (C2, landfill or incineration)",
} as const;

/**
 * CO2 stored in wood, kg per kg of wood at 12 % moisture: 44/12 × 0.5 carbon / 1.12 (EN 16449).
 * Boards and products hold the wood fraction that their entry states.
 */
export const WOOD_STORED_KG_PER_KG = 1.637;
export const WOOD_SOURCE = "EN 16449: 44/12 × 0.5 / 1.12 at 12 % moisture";
