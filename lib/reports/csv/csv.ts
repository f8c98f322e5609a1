import { Readable } from "node:stream";
import { csvCell } from "#lib/http/text-stream.ts";
import { CARBON_MODULES } from "#lib/processing/carbon/types.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { ELEMENT_COLUMNS, elementValues } from "../element-table.ts";
import { kilograms } from "../figures.ts";
import { readElements, sharesOf } from "../read-elements.ts";
import type { ModelFacts, Report } from "../report-data.ts";

const LINE_COLUMNS = [
  "line",
  "catalogue_id",
  "name",
  "ifc_class",
  "materials",
  "master_format",
  "uni_format",
  "din_276",
  "quantity",
  "unit",
  "mass_kg",
  "volume_m3",
  "elements",
  "material_price",
  "waste_allowance",
  "labour_hours",
  "equipment_hours",
  "base_rate",
  "location_factor",
  "unit_rate",
  "currency",
  "cost_low",
  "cost_likely",
  "cost_high",
  "price_source",
  "placeholder",
  "carbon_a1_a3_kg",
  "carbon_a4_kg",
  "carbon_a5_kg",
  "carbon_biogenic_kg",
  "factor_kg_per_kg",
  "factor_source",
  "factor_proxy",
] as const;

/** An estimate's lines as CSV (RFC 4180), UTF-8 with a byte order mark, decimal points; the headings are the API's names. */
export function linesCsv({ estimate, lines }: Report): Readable {
  const money = (minor: number | null) => (minor === null ? "" : minorToDecimal(minor, estimate.minorDigits));
  function* rows() {
    yield row(LINE_COLUMNS);
    for (const line of lines)
      yield row([
        String(line.position + 1),
        line.catalogueId,
        line.name,
        line.ifcClass,
        line.materialNames.join("; "),
        line.masterFormat,
        line.uniFormat,
        line.din276,
        line.quantity,
        line.unit,
        line.massKg,
        line.volumeM3,
        String(line.elements.length),
        line.buildUp?.materialPrice,
        line.buildUp?.wasteAllowance,
        line.buildUp?.labourHours,
        line.buildUp?.equipmentHours,
        line.baseRate,
        line.likelyMinor === null ? null : estimate.locationMatch.factor,
        line.unitRate,
        estimate.currency,
        money(line.lowMinor),
        money(line.likelyMinor),
        money(line.highMinor),
        line.priceSource,
        String(line.placeholder ?? false),
        ...CARBON_MODULES.map((module) => {
          const grams = line[module];
          return grams === null ? null : kilograms(grams);
        }),
        line.factor ? String(line.factor.a1a3KgPerKg) : null,
        line.factor?.source,
        line.factor ? String(line.factor.proxy) : null,
      ]);
  }
  return csvStream(rows());
}

/** The take-off's elements with their shares of cost and carbon, read while they are sent. */
export function elementsCsv(ctx: Ctx, report: Report, model: ModelFacts): Readable {
  async function* rows() {
    yield row(ELEMENT_COLUMNS.map(([key]) => key));
    const shares = await sharesOf(ctx, report);
    for await (const page of readElements(ctx, model))
      yield page
        .map((element) => {
          const values = elementValues(report, shares, element);
          return row(ELEMENT_COLUMNS.map(([key]) => values[key]));
        })
        .join("");
  }
  return csvStream(rows());
}

export const row = (cells: readonly (string | null | undefined)[]) =>
  `${cells.map((cell) => csvCell(cell ?? "")).join(",")}\r\n`;

export function csvStream(rows: AsyncIterable<string> | Iterable<string>): Readable {
  async function* marked() {
    yield "\uFEFF";
    yield* rows;
  }
  return Readable.from(marked(), { objectMode: false });
}
