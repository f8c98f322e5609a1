import { keptText } from "#lib/i18n/kept-text.ts";
import type { StepEntity, StepModel } from "./step/model.ts";
import { enumOf, numberOf, refId, refIds } from "./step/values.ts";

export type MeasureKind = "length" | "area" | "volume" | "mass" | "angle";

/** Factors that turn the project's units into m, m², m³, kg and radians. */
export type ProjectUnits = Record<MeasureKind, number> & {
  /** Factor of a unit given on a single quantity, or null when it is no unit of that kind. */
  factorOf: (unitId: number, kind: MeasureKind) => number | null;
  warnings: string[];
};

const KIND_OF_UNIT: Record<string, MeasureKind> = {
  LENGTHUNIT: "length",
  AREAUNIT: "area",
  VOLUMEUNIT: "volume",
  MASSUNIT: "mass",
  PLANEANGLEUNIT: "angle",
};

const PREFIX: Record<string, number> = {
  EXA: 1e18,
  PETA: 1e15,
  TERA: 1e12,
  GIGA: 1e9,
  MEGA: 1e6,
  KILO: 1e3,
  HECTO: 1e2,
  DECA: 1e1,
  DECI: 1e-1,
  CENTI: 1e-2,
  MILLI: 1e-3,
  MICRO: 1e-6,
  NANO: 1e-9,
  PICO: 1e-12,
  FEMTO: 1e-15,
  ATTO: 1e-18,
};

/** SI units of IfcSIUnitName that measure what a take-off measures, in kg for mass, and the power a prefix is raised to. */
const SI: Record<string, { kind: MeasureKind; base: number; power: 1 | 2 | 3 }> = {
  METRE: { kind: "length", base: 1, power: 1 },
  SQUARE_METRE: { kind: "area", base: 1, power: 2 },
  CUBIC_METRE: { kind: "volume", base: 1, power: 3 },
  GRAM: { kind: "mass", base: 1e-3, power: 1 },
  RADIAN: { kind: "angle", base: 1, power: 1 },
};

/** A chain of conversions longer than this refers to itself. */
const MAX_CHAIN = 16;

/**
 * Reads the project's IfcUnitAssignment. Only the assignment and its conversion factors count, never a unit's name
 * (ISO 16739: IfcConversionBasedUnit.ConversionFactor). An area or volume unit that is not assigned follows from the
 * length unit; without a length unit the file means metres (ISO 16739 demands one, so a warning says it).
 */
export function readUnits(model: StepModel): ProjectUnits {
  const found = new Map<MeasureKind, number>();
  const warnings: string[] = [];
  for (const unitId of assignedUnits(model)) {
    const unit = model.get(unitId);
    const kind = unit && kindOf(model, unit);
    const factor = kind && factorOf(model, unitId, kind, 0);
    if (kind && factor && !found.has(kind)) found.set(kind, factor);
  }
  const length = found.get("length");
  if (length === undefined) warnings.push(keptText("no_length_unit"));
  const metre = length ?? 1;
  return {
    length: metre,
    area: found.get("area") ?? metre ** 2,
    volume: found.get("volume") ?? metre ** 3,
    mass: found.get("mass") ?? 1,
    angle: found.get("angle") ?? 1,
    factorOf: (unitId, kind) => factorOf(model, unitId, kind, 0),
    warnings,
  };
}

function assignedUnits(model: StepModel): number[] {
  for (const project of model.all("IFCPROJECT")) {
    const assignment = model.get(refId(project.attributes[8]) ?? -1);
    if (assignment?.type === "IFCUNITASSIGNMENT") return refIds(assignment.attributes[0]);
  }
  const [only] = model.all("IFCUNITASSIGNMENT");
  return only ? refIds(only.attributes[0]) : [];
}

function kindOf(model: StepModel, unit: StepEntity): MeasureKind | undefined {
  if (unit.type === "IFCDERIVEDUNIT") return derivedKind(model, unit);
  const named = KIND_OF_UNIT[enumOf(unit.attributes[1]) ?? ""];
  return named ?? SI[enumOf(unit.attributes[3]) ?? ""]?.kind;
}

function factorOf(model: StepModel, unitId: number, kind: MeasureKind, depth: number): number | null {
  const unit = model.get(unitId);
  if (!unit || depth > MAX_CHAIN) return null;
  switch (unit.type) {
    case "IFCSIUNIT": {
      const si = SI[enumOf(unit.attributes[3]) ?? ""];
      if (si?.kind !== kind) return null;
      const prefix = enumOf(unit.attributes[2]);
      return si.base * (prefix === null ? 1 : (PREFIX[prefix] ?? Number.NaN)) ** si.power || null;
    }
    case "IFCCONVERSIONBASEDUNIT":
    case "IFCCONVERSIONBASEDUNITWITHOFFSET":
      return conversionFactor(model, unit, kind, depth);
    case "IFCDERIVEDUNIT":
      return derivedKind(model, unit) === kind ? derivedFactor(model, unit, depth) : null;
    default:
      return null;
  }
}

function conversionFactor(
  model: StepModel,
  unit: StepEntity,
  kind: MeasureKind,
  depth: number,
): number | null {
  const measure = model.get(refId(unit.attributes[3]) ?? -1);
  if (measure?.type !== "IFCMEASUREWITHUNIT") return null;
  const value = numberOf(measure.attributes[0]);
  const base = factorOf(model, refId(measure.attributes[1]) ?? -1, kind, depth + 1);
  return value !== null && value > 0 && base !== null ? value * base : null;
}

interface DerivedPart {
  unitId: number;
  exponent: number;
}

function derivedParts(model: StepModel, unit: StepEntity): DerivedPart[] {
  return refIds(unit.attributes[0]).flatMap((id) => {
    const element = model.get(id);
    const unitId = refId(element?.attributes[0]);
    const exponent = numberOf(element?.attributes[1]);
    return unitId !== null && exponent !== null ? [{ unitId, exponent }] : [];
  });
}

/** A derived unit counts when it is a length to the power of 2 or 3; others (speeds, loads) measure nothing here. */
function derivedKind(model: StepModel, unit: StepEntity): MeasureKind | undefined {
  let power = 0;
  for (const { unitId, exponent } of derivedParts(model, unit)) {
    const part = model.get(unitId);
    if (!part || part.type === "IFCDERIVEDUNIT" || kindOf(model, part) !== "length") return undefined;
    power += exponent;
  }
  return power === 2 ? "area" : power === 3 ? "volume" : undefined;
}

function derivedFactor(model: StepModel, unit: StepEntity, depth: number): number | null {
  let factor = 1;
  for (const { unitId, exponent } of derivedParts(model, unit)) {
    const base = factorOf(model, unitId, "length", depth + 1);
    if (base === null) return null;
    factor *= base ** exponent;
  }
  return factor;
}
