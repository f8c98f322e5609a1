import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";

/** Whatever the reader stumbles over is a drawing that does not hold: it reads what is whole without an error. */
export function describeFailure(error: unknown): {
  code: TakeoffErrorCode;
  message: string | null;
  reason: string;
} {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof TakeoffError) return { code: error.code, message: error.message, reason };
  if (error instanceof Error && error.name === "CadNotSupportedException")
    return { code: "drawing_version_unsupported", message: null, reason };
  if (/call stack|stack overflow/i.test(reason))
    return { code: "drawing_nested_too_deep", message: null, reason };
  if (/array length|buffer allocation|array buffer/i.test(reason))
    return { code: "drawing_out_of_memory", message: null, reason };
  return { code: isFileError(error) ? "drawing_unreadable" : "drawing_damaged", message: null, reason };
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error;
}
