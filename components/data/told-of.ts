import { ApiError, faultTrace } from "./api.ts";
import { failureWords } from "./failure-words.ts";

/** What a failure says to people: the answer's sentence; of anything else, which only programmers read, one of ours. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.message : failureWords().unexpected;
}

/** What a message in the corner says of a failure below its title: the sentence that tells what to do, and the trace id. */
export function toldOf(error: unknown): { description: string; traceId: string | null } {
  return { description: sentenceOf(error), traceId: faultTrace(error) };
}
