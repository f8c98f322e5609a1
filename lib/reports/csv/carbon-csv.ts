import type { Readable } from "node:stream";
import { REPORTED_MODULES } from "#lib/processing/carbon/by-module.ts";
import { byCategory, materialRows } from "../carbon-tables.ts";
import { kilograms } from "../figures.ts";
import type { Report } from "../report-data.ts";
import { csvStream, row } from "./csv.ts";

const kg = (grams: number | null) => (grams === null ? "" : kilograms(grams));

/** Modules of EN 15978 by building element category (RICS), kg CO2e without biogenic carbon; empty is not declared. */
export function modulesCsv(report: Report): Readable {
  const names = REPORTED_MODULES.map((module) => `${module.toLowerCase().replace("-", "_")}_kg`);
  return csvStream([
    row(["category", ...names, "biogenic_stored_kg"]),
    ...byCategory(report).map(({ category, modules, biogenicG }) =>
      row([category, ...REPORTED_MODULES.map((module) => kg(modules[module])), kg(biogenicG)]),
    ),
  ]);
}

/** Lines and the declarations that they are counted by. */
export function declaredCsv(report: Report): Readable {
  return csvStream([
    row([
      "name",
      "ifc_class",
      "mass_kg",
      "epd_name",
      "epd_kind",
      "owner",
      "registration",
      "uuid",
      "version",
      "standard",
      "geography",
      "valid_until",
      "expired",
      "declared_quantity",
      "declared_unit",
      "a1_a3_kg_per_unit",
      "a1_a3_kg",
      "data_quality",
    ]),
    ...materialRows(report).map(({ epd, ...line }) =>
      row([
        line.name,
        line.ifcClass,
        line.massKg,
        epd?.name ?? line.source,
        epd?.kind,
        epd?.owner,
        epd?.registration,
        epd?.uuid,
        epd?.version,
        epd?.standard,
        epd?.geography,
        epd?.validUntil,
        epd ? String(line.expired) : "",
        epd?.declaredQuantity,
        epd?.declaredUnit,
        epd?.a1a3KgPerUnit,
        kg(line.a1a3G),
        String(line.score),
      ]),
    ),
  ]);
}
