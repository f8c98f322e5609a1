import type { FormProblem } from "#components/ui/use-submit.ts";
import { ApiError } from "./api.ts";

/** Runs what a form sends; a refusal becomes what the form shows. */
export async function submitting(send: () => Promise<unknown>): Promise<FormProblem | undefined> {
  try {
    await send();
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
}

export function problemOf(error: unknown): FormProblem {
  if (!(error instanceof ApiError)) throw error;
  return {
    message: error.message,
    fields: Object.fromEntries(error.issues.map((issue) => [issue.path, issue.message])),
    traceId: error.traceId,
  };
}
