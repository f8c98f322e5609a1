/** The columns of an imported and of an exported table, in this order. A row is of a catalogue entry, or of a location. */
export const COLUMNS = [
  "catalogue_id",
  "name",
  "unit",
  "class",
  "whole_product",
  "master_format",
  "uni_format",
  "aliases",
  "material_price",
  "labour_hours",
  "equipment_hours",
  "waste_allowance",
  "low_factor",
  "high_factor",
  "price_source",
  "price_date",
  "placeholder",
  "a1_a3_kg_per_kg",
  "module",
  "quality",
  "factor_source",
  "biogenic_kg_per_kg",
  "density_kg_m3",
  "thickness_m",
  "mass_per_unit_kg",
  "mass_source",
  "a5_waste_rate",
  "a5_waste_source",
  "location",
  "location_factor",
  "location_source",
] as const;
export type Column = (typeof COLUMNS)[number];

/** The filled cells of one row. */
export type Cells = Partial<Record<Column, string>>;

/** Parts the names in a cell of `aliases`: names hold commas and semicolons. */
export const ALIAS_SEPARATOR = "|";

/** Of these alone a row says nothing of its own: they stand in every exported line of a built-in entry. */
export const DESCRIPTIVE: ReadonlySet<string> = new Set<Column>([
  "catalogue_id",
  "name",
  "unit",
  "class",
  "whole_product",
  "master_format",
  "uni_format",
  "aliases",
  "density_kg_m3",
  "thickness_m",
  "mass_per_unit_kg",
  "mass_source",
  "a5_waste_rate",
  "a5_waste_source",
]);
