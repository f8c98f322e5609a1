import { keptText } from "#lib/i18n/kept-text.ts";
import type { IfcSchema } from "../ifc-classes.ts";
import { supportedSchema } from "../ifc-classes.ts";
import { TakeoffError } from "../takeoff-error.ts";
import type { Keep, StepRecord } from "./scan.ts";
import { scanStepFile } from "./scan.ts";
import type { StepValue } from "./values.ts";
import { parseAttributes, StepEnum, textOf } from "./values.ts";

export interface StepEntity {
  id: number;
  type: string;
  attributes: StepValue[];
}

/** The kept records of one file, by id and by type; attributes are parsed when they are asked for. */
export class StepModel {
  readonly bytes: number;
  readonly schema: IfcSchema;
  readonly originatingSystem: string | null;
  private readonly records: Map<number, StepRecord>;
  private readonly byType = new Map<string, number[]>();

  /** Opens the file at `path`. Throws `TakeoffError` for files that are no whole IFC model of a supported schema. */
  constructor(path: string, keep: (type: string) => Keep) {
    const scanned = scanStepFile(path, keep);
    this.bytes = scanned.bytes;
    this.schema = schemaOf(scanned.header.get("FILE_SCHEMA"));
    this.originatingSystem = textOf(parseAttributes(scanned.header.get("FILE_NAME") ?? "")[5]);
    this.records = scanned.records;
    for (const [id, { type }] of scanned.records) {
      const ids = this.byType.get(type);
      if (ids) ids.push(id);
      else this.byType.set(type, [id]);
    }
  }

  /** Types that have records here. */
  types(): IterableIterator<string> {
    return this.byType.keys();
  }

  typeOf(id: number): string | undefined {
    return this.records.get(id)?.type;
  }

  get(id: number): StepEntity | undefined {
    const record = this.records.get(id);
    return record && { id, type: record.type, attributes: parseAttributes(record.attributes) };
  }

  /** Every record of the given types, in the file's order by type. */
  *all(...types: string[]): Generator<StepEntity> {
    for (const type of types) {
      for (const id of this.byType.get(type) ?? []) {
        const entity = this.get(id);
        if (entity) yield entity;
      }
    }
  }
}

function schemaOf(header: string | undefined): IfcSchema {
  const names = parseAttributes(header ?? "").flat();
  const name =
    names.find((value) => typeof value === "string") ?? names.find((v) => v instanceof StepEnum)?.name;
  if (name === undefined) throw new TakeoffError("ifc_garbage", keptText("no_schema"));
  const schema = supportedSchema(name);
  if (!schema)
    throw new TakeoffError("ifc_schema_unsupported", keptText("says_schema", { name: name.slice(0, 40) }));
  return schema;
}
