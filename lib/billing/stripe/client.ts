import Stripe from "stripe";
import { config, type StripeConfig } from "#lib/config/index.ts";
import { AppError, Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { logger } from "#lib/observability/logger.ts";
import { observedHttp } from "./observed-http.ts";

/** The version whose shapes the SDK's types describe; another account default changes nothing for us. */
const API_VERSION = "2026-10-28.endive";

/** Stripe where it is configured, else null. */
export function stripeClient(): Stripe | null {
  const settings = config().billing.stripe;
  if (!settings) return null;
  client ??= makeStripe(settings);
  return client;
}
let client: Stripe | undefined;

/** Stripe, for what needs a card. Throws `Conflict` `card_payments_unavailable`. */
export function requireStripe(): Stripe {
  const stripe = stripeClient();
  if (stripe) return stripe;
  throw new Conflict("card_payments_unavailable", problemText("billing.cardPaymentsSet"));
}

/**
 * Asks Stripe while a person waits: that it does not answer, or fails, is told as such, and trying again is safe. Throws
 * `AppError` 503 `stripe_unavailable`.
 */
export async function whileWaiting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const status = error instanceof Stripe.errors.StripeError ? (error.statusCode ?? 503) : null;
    if (status === null || (status < 500 && status !== 429 && status !== 409)) throw error;
    logger().warn({ err: error }, "Stripe did not answer");
    throw new AppError(503, "stripe_unavailable", problemText("billing.paymentProviderDoes"));
  }
}

/**
 * A client of Stripe, or of what answers in its place at `apiBase`. Two retries of its own bridge a blip of the network
 * (a closed connection, a lock, a 5xx that Stripe calls repeatable); everything longer is the job's to repeat, so that no
 * worker hangs for minutes. Every call that changes something carries an idempotency key of ours.
 */
export function makeStripe(
  settings: Pick<StripeConfig, "secretKey" | "apiBase">,
  { timeoutMs = 10_000, retries = 2 }: { timeoutMs?: number; retries?: number } = {},
): Stripe {
  const base = settings.apiBase ? new URL(settings.apiBase) : null;
  return new Stripe(settings.secretKey, {
    apiVersion: API_VERSION,
    maxNetworkRetries: retries,
    timeout: timeoutMs,
    telemetry: false,
    httpClient: observedHttp(),
    ...(base
      ? {
          host: base.hostname,
          port: base.port || (base.protocol === "https:" ? 443 : 80),
          protocol: base.protocol === "https:" ? "https" : "http",
        }
      : {}),
  });
}
