import { AppError } from "#lib/errors.ts";
import { SearchUnavailable } from "../search-unavailable.ts";

/** Refusals that another try may end: not allowed now, gone meanwhile, too much at once. */
const PASSING = new Set([401, 403, 404, 408, 409, 425, 429]);

/**
 * Qdrant's own faults become `SearchUnavailable`: no answer, an answer of 5xx, or one that says wait. That it does not
 * understand us is a fault of ours and thrown as it is.
 */
export async function asUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const status = statusOf(error);
    if (status !== null && status < 500 && !PASSING.has(status)) throw error;
    const why =
      status === null
        ? "Qdrant does not answer"
        : status === 404
          ? "its collection is not there"
          : `Qdrant answers ${status}`;
    throw new SearchUnavailable(why, { cause: error });
  }
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !("status" in error)) return null;
  return typeof error.status === "number" ? error.status : null;
}
