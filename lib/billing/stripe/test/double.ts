import { startStripeDouble } from "../../../../scripts/stripe-double/server.ts";

/** Import this before anything that reads the configuration: Stripe is then the local double of this file's own. */
export const double = await startStripeDouble({ secretKey: "sk_test_double", webhookSecret: "whsec_double" });

process.env.STRIPE_SECRET_KEY = "sk_test_double";
process.env.STRIPE_WEBHOOK_SECRET = "whsec_double";
process.env.STRIPE_API_BASE = double.url;
