import { createHash } from "node:crypto";

/** An attribute of a STEP record, as it is written. */
export type Attribute = string;

export const NONE: Attribute = "$";
export const DERIVED: Attribute = "*";

/** The 64 characters of IFC's own base 64, in order. */
const BASE_64 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";

/** Records of a STEP file (ISO 10303-21) in the order they are added; equal value records are written once. */
export class StepFile {
  private readonly records: string[] = [];
  private readonly shared = new Map<string, Attribute>();

  /** Adds a record and returns the reference to it. */
  add(type: string, ...attributes: Attribute[]): Attribute {
    this.records.push(`${type.toUpperCase()}(${attributes.join(",")})`);
    return `#${this.records.length}`;
  }

  /** As `add`, but the same record is never written twice: for points, directions and other values without identity. */
  value(type: string, ...attributes: Attribute[]): Attribute {
    const key = `${type}(${attributes.join(",")})`;
    const known = this.shared.get(key);
    if (known) return known;
    const reference = this.add(type, ...attributes);
    this.shared.set(key, reference);
    return reference;
  }

  /** The whole file. `time` is written as it is, so that the same input gives the same bytes. */
  text({ name, time }: { name: string; time: string }): string {
    const header = [
      "ISO-10303-21;",
      "HEADER;",
      "FILE_DESCRIPTION(('ViewDefinition [ReferenceView_V1.2]'),'2;1');",
      `FILE_NAME(${text(name)},${text(time)},(''),(''),'Construction AI sample writer','Construction AI','');`,
      "FILE_SCHEMA(('IFC4'));",
      "ENDSEC;",
      "DATA;",
    ];
    const data = this.records.map((record, index) => `#${index + 1}=${record};`);
    return `${[...header, ...data, "ENDSEC;", "END-ISO-10303-21;"].join("\n")}\n`;
  }
}

/** A string, with what is outside ASCII as \X2\ escapes. */
export function text(value: string): Attribute {
  const escaped = value
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "''")
    .replace(/[^\x20-\x7e]+/g, (run) => {
      const units = Array.from({ length: run.length }, (_, index) => run.charCodeAt(index));
      return `\\X2\\${units.map((unit) => unit.toString(16).toUpperCase().padStart(4, "0")).join("")}\\X0\\`;
    });
  return `'${escaped}'`;
}

/** A real number: STEP wants a decimal point. Rounded to a nanometre of a millimetre file. */
export function real(value: number): Attribute {
  const rounded = Number(value.toFixed(6));
  const written = Object.is(rounded, -0) ? "0" : String(rounded);
  return /[.e]/i.test(written) ? written.replace("e", "E") : `${written}.`;
}

export function list(items: readonly Attribute[]): Attribute {
  return `(${items.join(",")})`;
}

export function choice(value: string): Attribute {
  return `.${value}.`;
}

/** A GlobalId: 128 bits of a hash of `key` in IFC's base 64, 22 characters. The same key gives the same id. */
export function globalId(key: string): string {
  const digest = createHash("sha256")
    .update(`construction-ai/sample-building/${key}`)
    .digest("hex")
    .slice(0, 32);
  let bits = BigInt(`0x${digest}`);
  let id = "";
  for (let index = 0; index < 22; index++) {
    id = (BASE_64[Number(bits % 64n)] ?? "") + id;
    bits /= 64n;
  }
  return id;
}
