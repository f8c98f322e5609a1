import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import {
  EPD_MODULES,
  type EpdDocument,
  type EpdModule,
  type EpdModuleRow,
  type EpdProperties,
  type EpdScenario,
  type EpdStandard,
  type EpdType,
} from "./types.ts";

/** A text of the file, and where it stands: `concrete.xml, line 83`, a path in JSON, `row 17`. */
export interface Said {
  text: string;
  at: Place;
}

/** The file, and what of it, where that is known: a line, a row and column, or the path of a field. */
export interface Place {
  file: string;
  line?: number;
  row?: number;
  field?: string;
}

/** Which figure of a module a value is. `a1`: the one GWP of EN 15804+A1. */
export type Indicator = "total" | "fossil" | "biogenic" | "luluc" | "a1";

/** What a reader of one form found of a data set; nothing of it is believed yet. */
export interface Draft {
  at: Place;
  format: EpdDocument["format"];
  uuid: Said | null;
  version: Said | null;
  names: Record<string, string>;
  owner: string | null;
  amount: Said | null;
  unit: Said | null;
  /** Of one declared unit, whatever the amount. */
  properties: Partial<Record<keyof EpdProperties, Said>>;
  values: { module: string; scenario: string | null; indicator: Indicator; value: Said }[];
  scenarios: EpdScenario[];
  dataSetType: string | null;
  geography: string | null;
  referenceYear: Said | null;
  validUntil: Said | null;
  registration: string | null;
  sourceUrl: string | null;
}

export type FaultCode =
  | "uuid_missing"
  | "uuid_wrong"
  | "version_wrong"
  | "name_missing"
  | "unit_missing"
  | "unit_unknown"
  | "flow_missing"
  | "amount_wrong"
  | "number_wrong"
  | "year_wrong"
  | "module_twice"
  | "no_gwp"
  | "xml_broken"
  | "xml_doctype"
  | "json_broken"
  | "csv_broken"
  | "csv_columns"
  | "csv_differs"
  | "not_epd"
  | "zip_broken"
  | "too_large"
  | "too_many";

export interface Fault {
  code: FaultCode;
  at: Place;
  /** What stands there, shortened. */
  value?: string;
}

/** `leftOut`: a data set that is whole, and of no use here: of energy or transport, or without any GWP. */
export type Finished = { document: EpdDocument } | { faults: Fault[] } | { leftOut: Fault };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const VERSION = /^\d{1,3}(\.\d{1,3}){0,2}$/;
const NUMBER = /^[+-]?(\d{1,15}([.,]\d{1,30})?|[.,]\d{1,30})([eE][+-]?\d{1,2})?$/;
/** How data sets write that a module or an indicator was not declared, or not assessed. */
const NOT_DECLARED = /^(-|nd|mnd|mnr|mna|ina|n\/?a|nan|null)?$/i;
const LONGEST = 500;

/** Believes what stands the test; says of the rest where it stands and what is wrong. */
export function finish(draft: Draft): Finished {
  const faults: Fault[] = [];
  const fault = (code: FaultCode, said: Said | null) =>
    faults.push({ code, at: said?.at ?? draft.at, ...(said ? { value: said.text.slice(0, 80) } : {}) });
  const number = (said: Said | null | undefined): DecimalString | null => {
    if (!said || NOT_DECLARED.test(said.text.trim())) return null;
    const read = numberOf(said.text);
    if (read === null) fault("number_wrong", said);
    return read;
  };

  if (!draft.uuid?.text) fault("uuid_missing", null);
  else if (!UUID.test(draft.uuid.text)) fault("uuid_wrong", draft.uuid);
  if (draft.version && !VERSION.test(draft.version.text)) fault("version_wrong", draft.version);
  const names = Object.fromEntries(
    Object.entries(draft.names)
      .map(([language, name]) => [language, name.trim().slice(0, LONGEST)] as const)
      .filter(([, name]) => name !== ""),
  );
  if (Object.keys(names).length === 0) fault("name_missing", null);
  const unit = draft.unit && unitOf(draft.unit.text);
  if (!draft.unit) fault("unit_missing", null);
  const amount = draft.amount ? numberOf(draft.amount.text) : "1";
  if (amount === null || !decimal(amount).gt(0)) fault("amount_wrong", draft.amount);
  const modules = modulesOf(draft, number, fault);
  const properties = propertiesOf(draft, number);
  const referenceYear = yearOf(draft.referenceYear, fault);
  const validUntil = dayOf(draft.validUntil, fault);
  if (faults.length > 0) return { faults };
  if (!unit)
    return {
      leftOut: { code: "unit_unknown", at: draft.unit?.at ?? draft.at, value: draft.unit?.text ?? "" },
    };
  if (modules.every((row) => row.total === null && row.fossil === null))
    return { leftOut: { code: "no_gwp", at: draft.at } };
  return {
    document: {
      uuid: (draft.uuid?.text ?? "").toLowerCase(),
      version: draft.version?.text ?? "00.00.000",
      names,
      owner: short(draft.owner),
      amount: amount ?? "1",
      unit,
      properties,
      modules,
      scenarios: draft.scenarios.slice(0, 50),
      standard: standardOf(draft),
      dataSetType: typeOf(draft.dataSetType),
      geography: short(draft.geography)?.slice(0, 20) ?? null,
      referenceYear,
      validUntil,
      registration: short(draft.registration),
      sourceUrl: /^https?:\/\//i.test(draft.sourceUrl ?? "") ? (draft.sourceUrl ?? "").slice(0, 2000) : null,
      format: draft.format,
    },
  };
}

const short = (text: string | null): string | null => text?.trim().slice(0, LONGEST) || null;

/** A decimal text without exponent, of a number with a point or a comma before its decimals. */
export function numberOf(text: string): DecimalString | null {
  const given = text.trim();
  if (!NUMBER.test(given)) return null;
  const read = decimal(given.replace(",", ".").replace(/^\+/, ""));
  return read.decimalPlaces(30).toFixed();
}

const UNITS = new Map<string, Unit>(
  Object.entries({
    m3: "m3",
    cbm: "m3",
    m2: "m2",
    qm: "m2",
    m: "m",
    lfm: "m",
    kg: "kg",
    t: "t",
    pcs: "pcs",
    pc: "pcs",
    piece: "pcs",
    pieces: "pcs",
    stk: "pcs",
    stück: "pcs",
    stueck: "pcs",
    item: "pcs",
    items: "pcs",
    unit: "pcs",
  }),
);

/** Null: a unit that nothing is measured in here (MJ, kWh, tkm, a). */
export function unitOf(text: string): Unit | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace("³", "3")
    .replace("²", "2")
    .replace(/\(s\)$|[\^.*]/g, "");
  return UNITS.get(plain) ?? null;
}

function modulesOf(
  draft: Draft,
  number: (said: Said) => DecimalString | null,
  fault: (code: FaultCode, said: Said) => void,
): EpdModuleRow[] {
  const rows = new Map<string, EpdModuleRow>();
  const hasA2 = draft.values.some(
    ({ indicator, value }) => indicator !== "a1" && !NOT_DECLARED.test(value.text.trim()),
  );
  for (const { module: named, scenario, indicator, value } of draft.values) {
    // A data set with the figures of both standards is one of the later.
    if (hasA2 && indicator === "a1") continue;
    const module = moduleOf(named);
    if (!module) continue;
    const read = number(value);
    if (read === null) continue;
    const key = `${module}\n${scenario ?? ""}`;
    const row = rows.get(key) ?? { module, scenario, total: null, fossil: null, biogenic: null, luluc: null };
    const column = indicator === "a1" ? "total" : indicator;
    if (row[column] !== null && !decimal(row[column]).eq(read)) fault("module_twice", value);
    row[column] = read;
    rows.set(key, row);
  }
  const place = (module: EpdModule) => EPD_MODULES.indexOf(module);
  return [...rows.values()].sort(
    (a, b) => place(a.module) - place(b.module) || (a.scenario ?? "").localeCompare(b.scenario ?? "", "en"),
  );
}

/** `A1-A3`, `A1 - A3`, `a1–a3` and `A1A3` are the same module. */
function moduleOf(text: string): EpdModule | null {
  const plain = text.toUpperCase().replaceAll(/[\s–—]/g, (sign) => (/\s/.test(sign) ? "" : "-"));
  const joined = plain === "A1A3" || plain === "A1-3" ? "A1-A3" : plain;
  return EPD_MODULES.find((module) => module === joined) ?? null;
}

function propertiesOf(draft: Draft, number: (said: Said | undefined) => DecimalString | null): EpdProperties {
  const positive = (said: Said | undefined) => {
    const read = number(said);
    return read !== null && decimal(read).gt(0) ? read : null;
  };
  const { properties } = draft;
  return {
    massKg: positive(properties.massKg),
    grossDensity: positive(properties.grossDensity),
    bulkDensity: positive(properties.bulkDensity),
    grammage: positive(properties.grammage),
    thickness: positive(properties.thickness),
    linearDensity: positive(properties.linearDensity),
    pieceWeight: positive(properties.pieceWeight),
    conversionTo1Kg: positive(properties.conversionTo1Kg),
    biogenicCarbonKg: properties.biogenicCarbonKg ? number(properties.biogenicCarbonKg) : null,
  };
}

function standardOf({ values }: Draft): EpdStandard {
  const declared = values.filter(({ value }) => !NOT_DECLARED.test(value.text.trim()));
  return declared.some(({ indicator }) => indicator !== "a1") ? "EN 15804+A2" : "EN 15804+A1";
}

function typeOf(text: string | null): EpdType | null {
  const type = text?.trim().toLowerCase().split(/\s/)[0];
  return (
    (["specific", "average", "representative", "generic", "template"] as const).find((one) => one === type) ??
    null
  );
}

function yearOf(said: Said | null, fault: (code: FaultCode, said: Said) => void): number | null {
  if (!said || said.text.trim() === "") return null;
  const year = /^(\d{4})(-\d{2}-\d{2})?$/.exec(said.text.trim())?.[1];
  if (year === undefined) fault("year_wrong", said);
  return year === undefined ? null : Number(year);
}

/** Data sets are valid until a year, to its last day, or until a day. */
function dayOf(said: Said | null, fault: (code: FaultCode, said: Said) => void): string | null {
  const text = said?.text.trim();
  if (!said || !text) return null;
  if (/^\d{4}$/.test(text)) return `${text}-12-31`;
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const day = german
    ? `${german[3]}-${german[2]?.padStart(2, "0")}-${german[1]?.padStart(2, "0")}`
    : text.slice(0, 10);
  const read = new Date(`${day}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day))
    return day;
  fault("year_wrong", said);
  return null;
}
