import { keptText } from "#lib/i18n/kept-text.ts";

const CODES = [
  "ifc_empty",
  "ifc_garbage",
  "ifc_truncated",
  "ifc_schema_unsupported",
  "ifc_no_elements",
  "ifc_too_complex",
  "ifc_too_many",
  "quantities_impossible",
  "ifc_timeout",
  "ifc_out_of_memory",
  "ifc_unreadable",
  "ifc_cancelled",
  "ifc_engine_failed",
  "drawing_empty",
  "drawing_garbage",
  "drawing_truncated",
  "drawing_damaged",
  "drawing_version_unsupported",
  "drawing_encrypted",
  "drawing_nested_too_deep",
  "drawing_too_many",
  "drawing_timeout",
  "drawing_out_of_memory",
  "drawing_unreadable",
  "drawing_cancelled",
  "drawing_reader_failed",
  "ifczip_damaged",
  "ifczip_no_model",
  "ifczip_several_models",
  "ifczip_ifcxml",
  "ifczip_encrypted",
  "ifczip_too_large",
  "ifczip_timeout",
  "ifczip_cancelled",
  "bill_damaged",
  "bill_not_text",
  "bill_too_large",
  "bill_too_many",
  "bill_timeout",
  "bill_out_of_memory",
  "bill_cancelled",
  "bill_reader_failed",
  "pdf_encrypted",
  "pdf_damaged",
  "pdf_too_many",
  "pdf_scan",
  "pdf_timeout",
  "pdf_out_of_memory",
  "pdf_cancelled",
  "pdf_reader_failed",
  "revit_damaged",
  "revit_garbage",
  "revit_timeout",
  "revit_out_of_memory",
  "revit_cancelled",
  "revit_reader_failed",
] as const;

/** Stable codes of a take-off that could not be made. */
export type TakeoffErrorCode = (typeof CODES)[number];

/** A take-off that could not be made: a stable `code` and a sentence telling the person what to do next. */
export class TakeoffError extends Error {
  override name = "TakeoffError";
  readonly code: TakeoffErrorCode;

  /** `detail` is put before the sentence, e.g. the schema that was found. `cause` is for the log, not the person. */
  constructor(code: TakeoffErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${detail} ${keptText(code)}` : keptText(code), options);
    this.code = code;
  }
}

/** True for a string that is one of the stable codes (a worker's report crosses a message port). */
export function isTakeoffErrorCode(value: unknown): value is TakeoffErrorCode {
  return CODES.some((code) => code === value);
}
