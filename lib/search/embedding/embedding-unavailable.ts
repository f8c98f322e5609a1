import { AppError } from "#lib/errors.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** The embedding model cannot be loaded, or its thread does not answer. `cause` tells the operator more. */
export class EmbeddingUnavailable extends AppError {
  constructor(why: string, options?: { cause?: unknown }) {
    super(503, "embedding_unavailable", problemText("search.notCompared", { why: retold(why) }));
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}
