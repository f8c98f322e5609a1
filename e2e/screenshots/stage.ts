import { type StripeDouble, startStripeDouble } from "../../scripts/stripe-double/server.ts";
import { PASSWORD } from "../fixtures.ts";
import { Installation } from "../installation.ts";
import { OPERATOR_TOKEN } from "../operators.ts";
import { Person } from "./person.ts";
import { makeOrganisation, makePlatformData, operate, type PlatformData } from "./platform-data.ts";
import { makeTenantData, type TenantData } from "./tenant-data.ts";

/** Who looks: nobody has signed in; `fresh` is the admin of an organisation in which nothing was done yet. */
export type Role = "nobody" | "admin" | "viewer" | "fresh" | "suspended" | "operator";

/** An installation with what pages show after some weeks of use. */
export interface Stage {
  installation: Installation;
  port: number;
  tenant: TenantData;
  platform: PlatformData;
  /** By which each signs in; operators do so by a page of their own. */
  accounts: Record<Exclude<Role, "nobody" | "operator">, Account>;
  /** `http://<slug>.localhost:<port>`; null: the root domain. */
  origin: (slug: string | null) => string;
  /** Serves the same from the development server from now on. */
  develop: () => Promise<void>;
  end: () => Promise<void>;
}

export interface Account {
  slug: string;
  email: string;
  password: string;
}

const STRIPE = { secretKey: "sk_test_screenshots", webhookSecret: "whsec_screenshots" };
/** As db/seed/demo.ts makes it. */
export const DEMO_SLUG = "demo";
const DEMO = { slug: DEMO_SLUG, email: "demo@example.com", password: "demo-password" };
export const FRESH = "newcomers";
export const SUSPENDED = "suspended-office";

export async function setStage(port: number): Promise<Stage> {
  const origin = (slug: string | null) => `http://${slug ? `${slug}.` : ""}localhost:${port}`;
  const double = await startStripeDouble({
    ...STRIPE,
    webhookUrl: `${origin(null)}/api/webhooks/stripe`,
  });
  const installation = await Installation.create(port, {
    SEED_DEMO: "1",
    OPERATOR_TOKEN,
    WEBHOOK_ALLOW_LOOPBACK: "1",
    // So that the operators' list of slow requests has some.
    TRACE_SLOW_REQUEST_MS: "60",
    STRIPE_SECRET_KEY: STRIPE.secretKey,
    STRIPE_WEBHOOK_SECRET: STRIPE.webhookSecret,
    STRIPE_API_BASE: double.url,
  });
  try {
    await installation.start();
    return {
      ...(await fill(installation, port, origin)),
      develop: async () => {
        await installation.end();
        await installation.start({ development: true });
      },
      end: () => endAll(installation, double),
    };
  } catch (error) {
    await endAll(installation, double);
    throw error;
  }
}

async function fill(
  installation: Installation,
  port: number,
  origin: Stage["origin"],
): Promise<Omit<Stage, "develop" | "end">> {
  const base = origin(DEMO.slug);
  const admin = await Person.signedIn(port, DEMO.slug, DEMO.email, DEMO.password);
  const tenant = await makeTenantData(port, admin);
  const fresh = await makeOrganisation(base, FRESH, "Newcomers and Partners");
  const suspended = await makeOrganisation(base, SUSPENDED, "Suspended office");
  await operate(base, `/api/admin/tenants/${SUSPENDED}`, { suspended: true }, "PATCH");
  const platform = await makePlatformData(base, installation, admin);
  return {
    installation,
    port,
    origin,
    tenant,
    platform,
    accounts: {
      admin: DEMO,
      viewer: { slug: DEMO.slug, email: tenant.viewer.email, password: PASSWORD },
      fresh: { slug: FRESH, email: fresh, password: PASSWORD },
      suspended: { slug: SUSPENDED, email: suspended, password: PASSWORD },
    },
  };
}

async function endAll(installation: Installation, double: StripeDouble): Promise<void> {
  await installation.stop();
  await double.close();
}
