import { AppError } from "#lib/errors.ts";

/** The embedding model cannot be loaded, or its thread does not answer. `cause` tells the operator more. */
export class EmbeddingUnavailable extends AppError {
  constructor(why: string, options?: { cause?: unknown }) {
    super(503, "embedding_unavailable", `Texts cannot be compared just now: ${why}.`);
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}
