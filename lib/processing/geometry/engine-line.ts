import type { Engine } from "./engine.ts";
import type { StepEntity } from "./step/model.ts";
import type { StepValue } from "./step/values.ts";
import { StepEnum, StepRef, StepTyped } from "./step/values.ts";

/** Kinds of a value in a record as web-ifc gives it. */
const STRING = 1;
const TYPED = 2;
const ENUM = 3;
const REAL = 4;
const REFERENCE = 5;
const INTEGER = 10;

/** A record by id, as `StepModel` gives those it keeps; null when the file has none. */
export function readLine(engine: Engine, model: number, id: number): StepEntity | null {
  const line = engine.GetLine(model, id);
  if (typeof line !== "object" || line === null || !("type" in line) || !("arguments" in line)) return null;
  if (typeof line.type !== "number" || !Array.isArray(line.arguments)) return null;
  return {
    id,
    type: engine.GetNameFromTypeCode(line.type).toUpperCase(),
    attributes: line.arguments.map((value: unknown) => stepValue(engine, value)),
  };
}

function stepValue(engine: Engine, raw: unknown): StepValue {
  if (Array.isArray(raw)) return raw.map((value: unknown) => stepValue(engine, value));
  if (typeof raw !== "object" || raw === null || !("type" in raw) || !("value" in raw)) return null;
  const { type, value } = raw;
  switch (type) {
    case REFERENCE:
      return new StepRef(Number(value));
    case REAL:
    case INTEGER:
      return Number(value);
    case ENUM:
      return new StepEnum(value === true ? "T" : value === false ? "F" : String(value));
    case TYPED: {
      const name = "typecode" in raw && typeof raw.typecode === "number" ? raw.typecode : 0;
      return new StepTyped(engine.GetNameFromTypeCode(name).toUpperCase(), typedValue(engine, value));
    }
    case STRING:
      return String(value);
    default:
      return null;
  }
}

/** What a typed value holds comes as text, or as a list of values. */
function typedValue(engine: Engine, value: unknown): StepValue {
  if (Array.isArray(value)) return value.map((item: unknown) => typedValue(engine, item));
  if (typeof value === "object" && value !== null) return stepValue(engine, value);
  const number = typeof value === "number" ? value : Number.parseFloat(String(value));
  return Number.isFinite(number) ? number : String(value);
}
