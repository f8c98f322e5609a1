import { faultTrace } from "./api.ts";

/** What a message in the corner says of a failure below its title: the sentence that tells what to do, and the trace id. */
export function toldOf(error: unknown): { description?: string; traceId: string | null } {
  const told = error instanceof Error && error.message ? { description: error.message } : {};
  return { ...told, traceId: faultTrace(error) };
}
