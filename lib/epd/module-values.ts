import { type Decimal, type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import {
  DECLARED_MODULES,
  type DeclaredModule,
  type EpdDocument,
  type EpdModule,
  type EpdModuleRow,
  type ModuleValue,
} from "./types.ts";

export type Declaration = Pick<EpdDocument, "amount" | "properties" | "modules" | "scenarios" | "standard">;

/**
 * Why a declaration cannot be counted by: `no_a1a3`: it declares no production; `biogenic_mixed`: its GWP holds carbon
 * that the product stores, and does not tell how much; `negative`: its production takes up more than it emits even without
 * that; `scenario_open`: a module stands in several scenarios, and none was chosen.
 */
export type ModuleRefusal = "no_a1a3" | "biogenic_mixed" | "negative" | "scenario_open";

export interface ModuleValues {
  a1a3: ModuleValue;
  declared: Partial<Record<DeclaredModule, ModuleValue>>;
  /** CO2 stored, kg per declared unit, positive; null: not declared. */
  storedKg: DecimalString | null;
}

/** A4 and A5 are the project's own, whatever scenarios a declaration has of them. */
const COUNTED: readonly EpdModule[] = ["A1-A3", "A1", "A2", "A3", ...DECLARED_MODULES];

/** kg CO2 of one kg of carbon. */
const CO2_OF_CARBON = "44";
const CARBON = "12";

/**
 * What a declaration counts per one declared unit, biogenic carbon apart. Of EN 15804+A2: GWP-fossil + GWP-luluc, or
 * GWP-total without GWP-biogenic. Of EN 15804+A1, whose one GWP holds both: with the biogenic carbon content put back;
 * where nothing is stored (`storesCarbon` false and no negative production) as it stands.
 */
export function moduleValues(
  epd: Declaration,
  { scenario, storesCarbon }: { scenario: string | null; storesCarbon: boolean },
): ModuleValues | { refused: ModuleRefusal } {
  const rows = (module: EpdModule) => epd.modules.filter((row) => row.module === module);
  const open = COUNTED.some((module) => picked(epd, rows(module), scenario) === "open");
  if (open) return { refused: "scenario_open" };
  const row = (module: EpdModule): EpdModuleRow | null => {
    const found = picked(epd, rows(module), scenario);
    return found === "open" ? null : found;
  };
  const production = productionOf(row);
  if (!production) return { refused: "no_a1a3" };
  const content = epd.properties.biogenicCarbonKg;
  const stored = content === null ? null : decimal(content).times(CO2_OF_CARBON).div(CARBON);
  const scaled = (value: Decimal) => value.div(epd.amount);
  const a1a3 = production.every(isSeparate)
    ? added(production.map(separated))
    : mixedProduction(production, stored, scaled, storesCarbon);
  if (!a1a3) return { refused: "biogenic_mixed" };
  if (a1a3.kg.lt(0)) return { refused: "negative" };
  const separate = production.every(isSeparate);
  const declared: ModuleValues["declared"] = {};
  for (const module of DECLARED_MODULES) {
    const found = row(module);
    const value = found && declaredValue(found, storesCarbon || (stored?.gt(0) ?? false));
    if (value) declared[module] = written(value, scaled);
  }
  const bound = a1a3.biogenic === null ? null : scaled(a1a3.biogenic);
  return {
    a1a3: separate ? written(a1a3, scaled) : writtenScaled(a1a3),
    declared,
    storedKg: storedOf(separate ? bound : a1a3.biogenic, stored),
  };
}

interface Value {
  kg: Decimal;
  biogenic: Decimal | null;
}

/**
 * A module's row in the chosen scenario, else in the one that the data set marks; null: it has none there. Rows of a scenario
 * that another one excludes are never taken beside it: of a product that is recycled nothing is dumped.
 */
function picked(
  { scenarios, modules }: Declaration,
  rows: readonly EpdModuleRow[],
  scenario: string | null,
): EpdModuleRow | null | "open" {
  const names = new Set(modules.map((row) => row.scenario));
  const marked = scenarios.find(({ isDefault }) => isDefault)?.name ?? null;
  const taken = [scenario, marked].find((name) => name !== null && names.has(name)) ?? null;
  const possible = rows.filter((row) => taken === null || !excludes(modules, taken, row.scenario));
  const [only, ...others] = possible;
  if (!only) return null;
  if (others.length === 0) return only;
  return (
    possible.find((row) => taken !== null && row.scenario === taken) ??
    possible.find((row) => row.scenario === null) ??
    possible.find((row) => marked !== null && row.scenario === marked) ??
    "open"
  );
}

/** Scenarios of which one is chosen: some module is declared in either. Others go together, such as one of A4 and one of C4. */
function excludes(modules: readonly EpdModuleRow[], taken: string, other: string | null): boolean {
  if (other === null || other === taken) return false;
  const ofTaken = new Set(modules.flatMap((row) => (row.scenario === taken ? [row.module] : [])));
  return modules.some((row) => row.scenario === other && ofTaken.has(row.module));
}

/** A1–A3 in one, or all three apart; two of three are not the production. */
function productionOf(row: (module: EpdModule) => EpdModuleRow | null): EpdModuleRow[] | null {
  const whole = row("A1-A3");
  if (whole && isDeclared(whole)) return [whole];
  const parts = (["A1", "A2", "A3"] as const).flatMap((module) => row(module) ?? []);
  return parts.length === 3 && parts.every(isDeclared) ? parts : null;
}

const isDeclared = ({ total, fossil, luluc }: EpdModuleRow) =>
  total !== null || (fossil !== null && luluc !== null);

/** Its biogenic part can be told from the rest. */
const isSeparate = ({ total, fossil, biogenic, luluc }: EpdModuleRow) =>
  (fossil !== null && luluc !== null) || (total !== null && biogenic !== null);

function separated({ total, fossil, biogenic, luluc }: EpdModuleRow): Value {
  if (fossil !== null && luluc !== null) {
    const kg = decimal(fossil).plus(luluc);
    if (biogenic !== null) return { kg, biogenic: decimal(biogenic) };
    return { kg, biogenic: total === null ? null : decimal(total).minus(kg) };
  }
  return { kg: decimal(total ?? 0).minus(biogenic ?? 0), biogenic: decimal(biogenic ?? 0) };
}

function added(values: readonly Value[]): Value {
  return values.reduce((all, one) => ({
    kg: all.kg.plus(one.kg),
    biogenic: all.biogenic === null || one.biogenic === null ? null : all.biogenic.plus(one.biogenic),
  }));
}

/** Per one declared unit already; null: what is stored is in it and cannot be told. */
function mixedProduction(
  rows: readonly EpdModuleRow[],
  stored: Decimal | null,
  scaled: (value: Decimal) => Decimal,
  storesCarbon: boolean,
): Value | null {
  const total = scaled(
    rows.reduce((all, row) => all.plus(isSeparate(row) ? separated(row).kg : (row.total ?? 0)), decimal(0)),
  );
  if (stored !== null) return { kg: total.plus(stored), biogenic: stored.negated() };
  return storesCarbon || total.lt(0) ? null : { kg: total, biogenic: null };
}

/** Null where carbon that was stored may be leaving in it, and the data set does not tell how much. */
function declaredValue(row: EpdModuleRow, storesCarbon: boolean): Value | null {
  if (isSeparate(row)) return separated(row);
  if (row.total === null) return null;
  // Benefits beyond the system are told apart from every total, so nothing is netted by them.
  return storesCarbon && row.module !== "D" ? null : { kg: decimal(row.total), biogenic: null };
}

const PLACES = 40;
const text = (value: Decimal): DecimalString => value.decimalPlaces(PLACES).toFixed();

const writtenScaled = ({ kg, biogenic }: Value): ModuleValue => ({
  kg: text(kg),
  biogenicKg: biogenic && text(biogenic),
});

const written = ({ kg, biogenic }: Value, scaled: (value: Decimal) => Decimal): ModuleValue =>
  writtenScaled({ kg: scaled(kg), biogenic: biogenic && scaled(biogenic) });

/** By the uptake that production declares, else by the carbon in the product. */
function storedOf(biogenic: Decimal | null, stored: Decimal | null): DecimalString | null {
  if (biogenic !== null) return text(biogenic.lt(0) ? biogenic.negated() : decimal(0));
  return stored === null ? null : text(stored);
}
