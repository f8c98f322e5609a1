import { AppError } from "#lib/errors.ts";

/** The index of similar estimates does not answer, or is being made anew. Nothing else of the product waits for it. */
export class SearchUnavailable extends AppError {
  constructor(why: string, options?: { cause?: unknown }) {
    super(
      503,
      "search_unavailable",
      `Similar estimates cannot be searched just now: ${why}. Estimates are saved all the same and are found as soon as it is back; try again in a few minutes.`,
    );
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}
