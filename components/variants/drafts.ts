import type { EstimateDetailAnswer, LineAnswer } from "#components/data/answers.ts";
import { parseDecimal } from "#components/format/decimal.ts";
import type { ChangeAnswer } from "./answers.ts";

/** So many variants stand beside the estimate. */
export const MOST_COMPARED = 4;

/** Lines of one catalogue entry in one IFC class, by whose change a what-if speaks of them. */
export interface Driver {
  key: string;
  catalogueId: string;
  name: string;
  ifcClass: string | null;
  unit: LineAnswer["unit"];
  /** Of the whole, in the unit; only to show. */
  quantity: number;
  positions: number[];
  /** As the line has it, money per unit; null: unpriced. */
  unitRate: string | null;
  wasteRate: number | null;
  /** Likely, to sort and to draw by. */
  cost: number;
  /** A1–A5, kg. */
  carbonKg: number;
}

/** What a person has set for a driver; empty: as it is. */
export interface DriverDraft {
  to?: string;
  rate?: string;
  waste?: string;
}

export interface TermsDraft {
  location?: string;
  labor_rate?: string;
  equipment_rate?: string;
}

export interface Draft {
  drivers: Record<string, DriverDraft>;
  terms: TermsDraft;
}

export const NOTHING: Draft = { drivers: {}, terms: {} };

export type Measure = "cost" | "carbon";

export const carbonOf = (carbon: LineAnswer["carbon"]): number =>
  carbon ? carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg : 0;

/** What makes up an estimate, the greatest first. */
export function driversOf({ lines }: Pick<EstimateDetailAnswer, "lines">, by: Measure): Driver[] {
  const drivers = new Map<string, Driver>();
  for (const line of lines) {
    const key = `${line.catalogue_id}|${line.ifc_class ?? ""}`;
    const known = drivers.get(key);
    const driver = known ?? {
      key,
      catalogueId: line.catalogue_id,
      name: line.name,
      ifcClass: line.ifc_class,
      unit: line.unit,
      quantity: 0,
      positions: [],
      unitRate: line.unit_rate,
      wasteRate: line.factor?.waste_rate ?? null,
      cost: 0,
      carbonKg: 0,
    };
    if (!known) drivers.set(key, driver);
    driver.quantity += Number(line.quantity);
    driver.positions.push(line.position);
    driver.cost += Number(line.cost?.likely ?? 0);
    driver.carbonKg += carbonOf(line.carbon);
  }
  const size = (driver: Driver) => (by === "cost" ? driver.cost : driver.carbonKg);
  return [...drivers.values()]
    .filter((driver) => size(driver) > 0)
    .sort((a, b) => size(b) - size(a) || a.key.localeCompare(b.key, "en"));
}

const MOST_DIGITS = /^\d{1,9}(?:\.\d{1,4})?$/;

/** A number as the reader types it (components/format/decimal.ts), as the API takes it; null: none (yet). */
export function typedNumber(text: string | undefined): string | null {
  const typed = parseDecimal(text ?? "");
  return typed !== null && MOST_DIGITS.test(typed) ? typed : null;
}

/** A typed percentage below 90 as a share; null: none (yet). */
export function typedShare(text: string | undefined): string | null {
  const percent = typedNumber(text);
  if (percent === null || Number(percent) > 90) return null;
  return String(Number((Number(percent) / 100).toFixed(6)));
}

/**
 * What was set, as the API takes it: rates of what stays first, so that they are not the rates of what is swapped into the
 * same; then what is swapped, and its own rates.
 */
export function changesOf({ drivers, terms }: Draft, all: readonly Driver[]): ChangeAnswer[] {
  const set = all.flatMap((driver) => {
    const draft = drivers[driver.key];
    return draft ? [{ driver, draft }] : [];
  });
  const stays = set.filter(({ draft }) => !draft.to);
  const swapped = set.filter(({ draft }) => draft.to);
  return [
    ...termsOf(terms),
    ...stays.flatMap(({ driver, draft }) => ratesOf(driver.catalogueId, driver, draft)),
    ...swapped.flatMap(({ driver, draft: { to = "" } }): ChangeAnswer[] => [
      { kind: "swap_material", from: driver.catalogueId, to, ifc_class: driver.ifcClass },
    ]),
    ...swapped.flatMap(({ driver, draft }) => ratesOf(draft.to ?? "", driver, draft)),
  ];
}

function ratesOf(catalogueId: string, { ifcClass }: Driver, draft: DriverDraft): ChangeAnswer[] {
  const rate = typedNumber(draft.rate);
  const waste = typedShare(draft.waste);
  const of = { catalogue_id: catalogueId, ifc_class: ifcClass };
  return [
    ...(waste === null ? [] : [{ kind: "waste" as const, ...of, rate: waste }]),
    ...(rate === null ? [] : [{ kind: "unit_rate" as const, ...of, rate }]),
  ];
}

function termsOf({ location, labor_rate, equipment_rate }: TermsDraft): ChangeAnswer[] {
  const labour = typedNumber(labor_rate);
  const equipment = typedNumber(equipment_rate);
  const place = location?.trim();
  if (!place && labour === null && equipment === null) return [];
  return [
    {
      kind: "terms",
      ...(place ? { location: place } : {}),
      ...(labour === null ? {} : { labor_rate: labour }),
      ...(equipment === null ? {} : { equipment_rate: equipment }),
    },
  ];
}
