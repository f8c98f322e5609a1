import { AppError } from "#lib/errors.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** The index of similar estimates does not answer, or is being made anew. Nothing else of the product waits for it. */
export class SearchUnavailable extends AppError {
  constructor(why: string, options?: { cause?: unknown }) {
    super(503, "search_unavailable", problemText("search.notSearched", { why: retold(why) }));
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}
