import { QUANTITIES_IMPOSSIBLE } from "#lib/processing/refusal.ts";

/** Stable codes of a take-off that could not be made. */
export type TakeoffErrorCode =
  | "ifc_empty"
  | "ifc_garbage"
  | "ifc_truncated"
  | "ifc_schema_unsupported"
  | "ifc_no_elements"
  | "ifc_too_complex"
  | "ifc_too_many"
  | "quantities_impossible"
  | "ifc_timeout"
  | "ifc_out_of_memory"
  | "ifc_unreadable"
  | "ifc_cancelled"
  | "ifc_engine_failed";

const SENTENCES: Record<TakeoffErrorCode, string> = {
  ifc_empty: "The file is empty. Export the model again and upload the new file.",
  ifc_garbage:
    "The file is not an IFC model in STEP text form (.ifc). Unzip an .ifczip or export as IFC (STEP), then upload that file.",
  ifc_truncated:
    "The file ends before the model does: its closing line is missing. The export or a copy was cut off; export or copy it again and upload the whole file.",
  ifc_schema_unsupported:
    "The file's IFC schema is not supported. Export the model as IFC2X3, IFC4 or IFC4X3.",
  ifc_no_elements:
    "The model holds no building elements to measure. Check the export's element filter, then export and upload it again.",
  ifc_too_complex:
    "The model is nested too deeply or refers to itself, so it cannot be measured. Repair or re-export it from the authoring application.",
  ifc_too_many:
    "No building holds so many. Check what was exported, or split the model by building or discipline, and upload the parts.",
  quantities_impossible: QUANTITIES_IMPOSSIBLE.ofModel,
  ifc_timeout:
    "Measuring the model took longer than allowed. Split it by storey or discipline, or simplify its detailed objects, and upload the parts.",
  ifc_out_of_memory:
    "Measuring the model needs more memory than allowed. Split it by storey or discipline, or simplify its detailed objects, and upload the parts.",
  ifc_unreadable: "The stored file could not be read. Upload it again.",
  ifc_cancelled: "The take-off was cancelled. Start it again when you need it.",
  ifc_engine_failed:
    "The geometry engine stopped while measuring the model. Run it again; if it fails again, re-export the model from the authoring application.",
};

/** A take-off that could not be made: a stable `code` and a sentence telling the person what to do next. */
export class TakeoffError extends Error {
  override name = "TakeoffError";
  readonly code: TakeoffErrorCode;

  /** `detail` is put before the sentence, e.g. the schema that was found. `cause` is for the log, not the person. */
  constructor(code: TakeoffErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${detail} ${SENTENCES[code]}` : SENTENCES[code], options);
    this.code = code;
  }
}

/** True for a string that is one of the stable codes (a worker's report crosses a message port). */
export function isTakeoffErrorCode(value: unknown): value is TakeoffErrorCode {
  return typeof value === "string" && Object.hasOwn(SENTENCES, value);
}
