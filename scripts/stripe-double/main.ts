import { startStripeDouble } from "./server.ts";

/**
 * `node scripts/stripe-double/main.ts [port] [webhook URL]`: the double for development and browser tests. Start the
 * product with STRIPE_API_BASE at the address that this prints, and the two secrets.
 */
const [port = "12111", webhookUrl = "http://localhost:3000/api/webhooks/stripe"] = process.argv.slice(2);
const secretKey = process.env.STRIPE_SECRET_KEY ?? "sk_test_double";
const webhookSecret = process.env.STRIPE_WEBHOOK_SECRET ?? "whsec_double";

const double = await startStripeDouble({ port: Number(port), secretKey, webhookSecret, webhookUrl });
console.log(`ready ${double.url}`);
console.log(
  `STRIPE_API_BASE=${double.url} STRIPE_SECRET_KEY=${secretKey} STRIPE_WEBHOOK_SECRET=${webhookSecret} npm start`,
);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => void double.close().then(() => process.exit(0)));
