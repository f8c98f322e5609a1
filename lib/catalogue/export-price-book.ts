import { decimal } from "./decimal.ts";
import { COLUMN_NAMES, type Column } from "./price-book-columns.ts";
import type { Catalogue, PriceBook } from "./types.ts";

/**
 * A price book as CSV (UTF-8 with byte-order mark, CRLF), in the form that `importPriceBook` reads. A text that a
 * spreadsheet would run as a formula is put behind an apostrophe, which the import takes off again.
 */
export function exportPriceBook(book: PriceBook, catalogue: Catalogue): string {
  const lines = [...book.rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, row]) => {
      const entry = catalogue.get(id);
      const cells: Record<Column, string> = {
        catalogue_id: guarded(id),
        name: guarded(entry?.name ?? ""),
        unit: row.unit,
        material_price: row.materialPrice,
        labour_hours: row.labourHours,
        equipment_hours: row.equipmentHours,
        waste_percent: decimal(row.wasteAllowance).times(100).toFixed(),
        low_percent: decimal(row.lowFactor).minus(1).times(100).toFixed(),
        high_percent: decimal(row.highFactor).minus(1).times(100).toFixed(),
        source: guarded(row.source),
        density_kg_m3: text(entry?.densityKgM3),
        mass_per_unit_kg: text(entry?.massPerUnit?.kg),
        a1_a3_kg_per_kg: text(entry?.carbon?.a1a3KgPerKg),
        carbon_source: guarded(entry?.carbon?.source ?? ""),
      };
      return COLUMN_NAMES.map((column) => quoted(cells[column])).join(",");
    });
  return `\uFEFF${[COLUMN_NAMES.join(","), ...lines].join("\r\n")}\r\n`;
}

function text(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : decimal(value).toFixed();
}

function guarded(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
