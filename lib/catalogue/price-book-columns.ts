/** Columns of a price book as a table. Order is free; those marked required must be there. */
export const COLUMNS = {
  catalogue_id: { required: true, aliases: ["id", "code"] },
  name: { required: false, aliases: ["description"] },
  unit: { required: true, aliases: [] },
  material_price: { required: true, aliases: ["price", "unit_price"] },
  labour_hours: { required: false, aliases: ["labor_hours"] },
  equipment_hours: { required: false, aliases: [] },
  waste_percent: { required: false, aliases: ["waste"] },
  low_percent: { required: false, aliases: ["low"] },
  high_percent: { required: false, aliases: ["high"] },
  source: { required: false, aliases: [] },
  density_kg_m3: { required: false, aliases: ["density"] },
  mass_per_unit_kg: { required: false, aliases: [] },
  a1_a3_kg_per_kg: { required: false, aliases: ["gwp", "a1a3_kg_per_kg"] },
  carbon_source: { required: false, aliases: [] },
} as const satisfies Record<string, { required: boolean; aliases: string[] }>;

export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS).filter(isColumn);

export function isColumn(name: string): name is Column {
  return Object.hasOwn(COLUMNS, name);
}

/** The column that a header cell names, or null. */
export function columnOf(header: string): Column | null {
  const name = header
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  if (isColumn(name)) return name;
  return COLUMN_NAMES.find((column) => COLUMNS[column].aliases.some((alias) => alias === name)) ?? null;
}
