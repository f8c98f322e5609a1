import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";

/** Whatever the reader stumbles over is a document that does not hold: it reads what is whole without an error. */
export function describePdfFailure(error: unknown): {
  code: TakeoffErrorCode;
  message: string | null;
  reason: string;
} {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof TakeoffError) return { code: error.code, message: error.message, reason };
  if (/array length|buffer allocation|array buffer/i.test(reason))
    return { code: "pdf_out_of_memory", message: null, reason };
  return { code: "pdf_damaged", message: null, reason };
}
