import { TakeoffError } from "../takeoff-error.ts";
import { decodeStepText } from "./text.ts";

/** One STEP attribute value. `null` stands for `$` and `*`. */
export type StepValue = null | number | string | StepRef | StepEnum | StepTyped | StepValue[];

export class StepRef {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}

export class StepEnum {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A value of a select type that names its type, e.g. `IFCLENGTHMEASURE(0.3048)`. */
export class StepTyped {
  readonly type: string;
  readonly value: StepValue;
  constructor(type: string, value: StepValue) {
    this.type = type;
    this.value = value;
  }
}

/** Deeper nesting than any schema needs; a file that has it is built to break its readers. */
const MAX_DEPTH = 64;

/** Parses the attribute list of a record, the text between its outer parentheses. */
export function parseAttributes(text: string): StepValue[] {
  const cursor = { text, at: 0 };
  return parseList(cursor, 0);
}

/** The id a value refers to, or null. */
export function refId(value: StepValue | undefined): number | null {
  return value instanceof StepRef ? value.id : null;
}

/** The ids of a list of references (a single reference counts as a list of one). */
export function refIds(value: StepValue | undefined): number[] {
  if (value instanceof StepRef) return [value.id];
  if (value instanceof StepTyped) return refIds(value.value);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => (item instanceof StepRef ? [item.id] : []));
}

/** The text of a string, bare or typed, trimmed; null when absent or blank. */
export function textOf(value: StepValue | undefined): string | null {
  if (value instanceof StepTyped) return textOf(value.value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** A finite number, bare or typed; null otherwise. */
export function numberOf(value: StepValue | undefined): number | null {
  if (value instanceof StepTyped) return numberOf(value.value);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** The name of an enumeration item without its dots; null otherwise. */
export function enumOf(value: StepValue | undefined): string | null {
  return value instanceof StepEnum ? value.name : null;
}

interface Cursor {
  text: string;
  at: number;
}

function parseList(cursor: Cursor, depth: number): StepValue[] {
  if (depth > MAX_DEPTH) throw new TakeoffError("ifc_too_complex");
  const out: StepValue[] = [];
  const { text } = cursor;
  while (cursor.at < text.length) {
    const code = text.charCodeAt(cursor.at);
    if (code === 41) {
      cursor.at++;
      return out;
    }
    if (code === 44 || code <= 32) cursor.at++;
    else if (code === 47 && text.charCodeAt(cursor.at + 1) === 42) skipComment(cursor);
    else out.push(parseValue(cursor, depth));
  }
  return out;
}

function skipComment(cursor: Cursor): void {
  const end = cursor.text.indexOf("*/", cursor.at + 2);
  cursor.at = end < 0 ? cursor.text.length : end + 2;
}

function parseValue(cursor: Cursor, depth: number): StepValue {
  const { text } = cursor;
  switch (text.charCodeAt(cursor.at)) {
    case 36: // $
    case 42: // *
      cursor.at++;
      return null;
    case 39: // '
      return parseString(cursor);
    case 35: // #
      cursor.at++;
      return new StepRef(Number(takeWord(cursor)));
    case 40: // (
      cursor.at++;
      return parseList(cursor, depth + 1);
    case 46: {
      // A dot opens an enumeration.
      const end = text.indexOf(".", cursor.at + 1);
      const name = text.slice(cursor.at + 1, end < 0 ? text.length : end);
      cursor.at = end < 0 ? text.length : end + 1;
      return new StepEnum(name);
    }
    case 34: {
      // A quote opens a binary literal, which no attribute read here uses.
      const end = text.indexOf('"', cursor.at + 1);
      cursor.at = end < 0 ? text.length : end + 1;
      return null;
    }
    default:
      return parseWord(cursor, depth);
  }
}

function parseString(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at + 1;
  let end = start;
  for (;;) {
    end = text.indexOf("'", end);
    if (end < 0) {
      cursor.at = text.length;
      return decodeStepText(text.slice(start));
    }
    if (text.charCodeAt(end + 1) !== 39) break;
    end += 2;
  }
  cursor.at = end + 1;
  return decodeStepText(text.slice(start, end));
}

function parseWord(cursor: Cursor, depth: number): StepValue {
  const word = takeWord(cursor);
  if (cursor.text.charCodeAt(cursor.at) === 40) {
    cursor.at++;
    const inner = parseList(cursor, depth + 1);
    return new StepTyped(word, inner.length === 1 ? (inner[0] ?? null) : inner);
  }
  if (word === "") cursor.at++;
  const value = Number(word);
  return word === "" || Number.isNaN(value) ? null : value;
}

function takeWord(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at;
  while (cursor.at < text.length) {
    const code = text.charCodeAt(cursor.at);
    if (code === 44 || code === 41 || code === 40 || code <= 32) break;
    cursor.at++;
  }
  return text.slice(start, cursor.at);
}
