import { Failure } from "./failure.ts";

export interface Reply {
  status: number;
  body: object;
  headers: Record<string, string>;
}

/**
 * Idempotency keys as Stripe documents them: the first answer to a key that was carried out is kept and given again, also
 * a failure of theirs; other parameters under it are refused, as is a second call while the first is under way. What was
 * refused before it was carried out (validation, rate limits) is not kept.
 */
export class IdempotencyKeys {
  readonly #kept = new Map<string, { fingerprint: string; reply: Reply | null }>();

  /** Runs `work` under the key. `keep` says whether its answer is to be kept. */
  async under(
    key: string | null,
    fingerprint: string,
    work: () => Promise<{ reply: Reply; keep: boolean }>,
  ): Promise<Reply> {
    if (key === null) return (await work()).reply;
    const known = this.#kept.get(key);
    if (known && known.fingerprint !== fingerprint)
      throw new Failure(
        400,
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        { type: "idempotency_error" },
      );
    if (known && !known.reply)
      throw new Failure(409, "There is currently another in-progress request using this idempotency key.", {
        code: "idempotency_key_in_use",
      });
    if (known?.reply)
      return { ...known.reply, headers: { ...known.reply.headers, "idempotent-replayed": "true" } };
    this.#kept.set(key, { fingerprint, reply: null });
    try {
      const { reply, keep } = await work();
      if (keep) this.#kept.set(key, { fingerprint, reply });
      else this.#kept.delete(key);
      return reply;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }
}
