import Stripe from "stripe";

const ATTEMPTS = 4;

/**
 * Makes one thing at Stripe, however often this is repeated. Stripe remembers the answer to an idempotency key for a
 * day, also a 5xx or a declined card, so the key alone is not enough: what a call before may have made is looked for
 * first, and a key whose answer is spent is followed by the next one, the same in every repetition.
 */
export async function exactlyOnce<T>(
  key: string,
  find: () => Promise<T | null>,
  make: (idempotencyKey: string) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const present = await find();
    if (present !== null) return present;
    try {
      return await make(`${key}:${attempt}`);
    } catch (error) {
      if (attempt === ATTEMPTS || !isSpent(error)) throw error;
    }
  }
}

/** The key now stands for this failure, or for other parameters than ours of now. */
function isSpent(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  const status = error.statusCode ?? 0;
  return status >= 500 || status === 402 || (status === 400 && error.type === "StripeIdempotencyError");
}

/** What a retrieval gives, or null where Stripe has no such thing (any more). */
export async function orNull<T>(retrieval: Promise<T>): Promise<T | null> {
  try {
    return await retrieval;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === "resource_missing") return null;
    throw error;
  }
}
