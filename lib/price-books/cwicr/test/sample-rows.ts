/**
 * Work items of our own in the form of DDC CWICR, for tests and benches: made-up works, resources and figures, by a fixed
 * seed. A row is a resource of a work item, with all the columns that the data set has.
 */

export const COLUMNS =
  "category_type collection_code collection_name department_code department_name department_type section_name section_type subsection_code subsection_name rate_code rate_original_name rate_final_name rate_unit row_type is_scope is_abstract is_machine is_labor is_material work_composition_text resource_code resource_name resource_unit resource_quantity parameter_resource_quantity resource_price_per_unit_eur_current resource_cost_eur count_workers_per_unit count_engineers_per_unit count_machinists_per_unit count_total_people_per_unit labor_hours_construction_workers labor_hours_machinists labor_hours_engineers total_labor_hours_workers_machinists total_labor_hours_all_personnel cost_of_working_hours count_people_per_day machine_class2_name machine_class3_name personnel_machinist_code personnel_machinist_grade price_machinist_wages price_relocation_included price_cost_without_wages electricity_consumption_kwh_per_machine_hour electricity_cost_per_unit electricity_cost_total_sum cost_machinist_sum total_value_machinery_equipment price_code_prefix price_abstract_resource_common_start price_abstract_resource_variable_parts price_abstract_resource_position_count price_abstract_resource_est_price_min price_abstract_resource_est_price_max price_abstract_resource_est_price_mean price_abstract_resource_est_price_median price_abstract_resource_unit abstract_resource_tech_group total_cost_per_position total_material_cost_per_position total_resource_cost_per_position total_value_abstract_resources materials_resource_cost_eur mass_name mass_value mass_unit service_category service_type parameter_service_code parameter_service_unit parameter_service_name parameter_service_quantity service_cost_sum".split(
    " ",
  );

/** How many work items the data set has. */
export const FULL_SIZE = 55_719;

export type SampleRow = Partial<Record<string, string>>;

/** A row as the file has it. */
export const cellsOf = (row: SampleRow): string[] => COLUMNS.map((column) => row[column] ?? "");

/** A pseudo-random number below `below`, the same in every run (xorshift, 32 bits). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const WORKS: { section: string; verb: string; things: string[]; units: string[] }[] = [
  {
    section: "Concrete works",
    verb: "Placing of",
    things: [
      "ready-mix concrete C30/37 in walls",
      "ready-mix concrete C25/30 in slabs",
      "lean concrete beds",
    ],
    units: ["100 m3", "m3"],
  },
  {
    section: "Masonry",
    verb: "Laying of",
    things: ["clay bricks in outer walls", "concrete blocks in partitions", "natural stone in plinths"],
    units: ["m3", "100 m2"],
  },
  {
    section: "Reinforcement and steel",
    verb: "Installation of",
    things: ["reinforcing bars", "steel beams", "steel columns of hollow sections"],
    units: ["t", "1000 kg"],
  },
  {
    section: "Insulation",
    verb: "Fixing of",
    things: ["mineral wool boards", "EPS boards on facades", "glass wool between rafters"],
    units: ["m2", "100 m2"],
  },
  {
    section: "Finishes",
    verb: "Fitting of",
    things: ["gypsum plasterboard on studs", "ceramic tiles", "timber floor boards", "cement screed"],
    units: ["100 m2", "m2"],
  },
  {
    section: "Openings",
    verb: "Setting of",
    things: ["timber windows", "steel doors", "roof windows"],
    units: ["pcs", "100 pcs"],
  },
  {
    section: "Pipes",
    verb: "Laying of",
    things: ["copper pipes", "PVC pipes", "steel pipes of district heating"],
    units: ["100 m", "km"],
  },
  {
    section: "Site works",
    verb: "Operation of",
    things: ["tower cranes", "site lighting"],
    units: ["machine-shift"],
  },
];
const WHERE = [
  "up to 3 m high",
  "up to 5 m high",
  "in halls",
  "in dwellings",
  "in basements",
  "on sites within towns",
];
const MATERIALS = [
  "bricks",
  "mortar",
  "concrete",
  "boards",
  "fixings",
  "steel sections",
  "water",
  "timber",
  "film",
];
const MACHINES = ["Mobile crane 16 t", "Concrete pump", "Vibrator", "Welding set", "Hoist", "Lorry 10 t"];

/** The rows of `items` work items, one after the other; some 10 resources each. */
export function* sampleRows(items: number, seed = 20_261_130): Generator<SampleRow> {
  const roll = dice(seed);
  const money = (value: number) => (Math.round(value * 100) / 100).toFixed(2);
  for (let item = 0; item < items; item++) {
    const group = item % WORKS.length;
    const { section, verb, things, units } = WORKS[group] as (typeof WORKS)[number];
    const thing = things[roll(things.length)] ?? "";
    const hours = 1 + roll(40_000) / 100;
    const labour = hours * 32;
    const machines = Array.from({ length: 1 + roll(4) }, (_, at) => ({
      name: MACHINES[(at + roll(2)) % MACHINES.length] ?? "",
      hours: roll(2_000) / 100,
      price: 5 + roll(90),
    }));
    const materials = Array.from({ length: 3 + roll(8) }, () => ({
      name: MATERIALS[roll(MATERIALS.length)] ?? "",
      grade: roll(3_000),
      quantity: roll(100_000) / 1000,
      price: 1 + roll(20_000) / 100,
    }));
    const machineCost = machines.reduce((all, one) => all + Number(money(one.hours * one.price)), 0);
    const materialCost = materials.reduce((all, one) => all + Number(money(one.quantity * one.price)), 0);
    const shared: SampleRow = {
      category_type: "Building",
      collection_code: `C${group}`,
      collection_name: "Works on buildings",
      department_code: `D${group}`,
      department_name: section,
      section_name: section,
      subsection_code: `S${group}-${item % 97}`,
      subsection_name: `${section}, part ${item % 97}`,
      rate_code: `OWN${group}_${String(item).padStart(6, "0")}`,
      rate_original_name: `${verb} ${thing}`,
      rate_final_name: `${verb} ${thing}, ${WHERE[roll(WHERE.length)]}, kind ${item % 400}`,
      rate_unit: units[roll(units.length)] ?? "",
      row_type: "Resource",
      labor_hours_construction_workers: hours.toFixed(2),
      labor_hours_machinists: "1.5",
      labor_hours_engineers: "0",
      total_labor_hours_all_personnel: (hours + 1.5).toFixed(2),
      cost_of_working_hours: money(labour),
      total_value_machinery_equipment: money(machineCost),
      total_material_cost_per_position: money(materialCost),
      total_cost_per_position: money(Number(money(labour)) + machineCost + materialCost),
    };
    yield {
      ...shared,
      is_scope: "True",
      row_type: "Scope",
      work_composition_text: `1. Preparing. 2. ${verb} ${thing}. 3. Cleaning.`,
    };
    yield {
      ...shared,
      is_labor: "True",
      resource_code: `L-${item % 60}`,
      resource_name: `Workers of grade ${2 + (item % 5)}`,
      resource_unit: "person-hour",
      resource_quantity: hours.toFixed(2),
      resource_price_per_unit_eur_current: "32",
      resource_cost_eur: money(labour),
    };
    for (const one of machines)
      yield {
        ...shared,
        is_machine: "True",
        resource_code: `M-${one.name.length}`,
        resource_name: one.name,
        resource_unit: "machine-hour",
        resource_quantity: String(one.hours),
        resource_price_per_unit_eur_current: String(one.price),
        resource_cost_eur: money(one.hours * one.price),
      };
    for (const one of materials)
      yield {
        ...shared,
        is_material: "True",
        resource_code: `R-${one.grade}`,
        resource_name: `${one.name}, grade ${one.grade}`,
        resource_unit: "kg",
        resource_quantity: String(one.quantity),
        resource_price_per_unit_eur_current: String(one.price),
        resource_cost_eur: money(one.quantity * one.price),
      };
  }
}

/** As CSV, a line at a time. */
export function* sampleCsv(rows: Iterable<SampleRow>): Generator<string> {
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`;
  yield line(COLUMNS);
  for (const row of rows) yield line(cellsOf(row));
}
