import { eq, sql } from "drizzle-orm";
import { pool } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { SAMPLE_FILENAME } from "#lib/onboarding/sample-building.ts";
import { takeSample } from "#lib/onboarding/take-sample.ts";
import { type Ctx, joined } from "#lib/tenancy/context.ts";
import { createTenant } from "#lib/tenancy/create-tenant.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { DEMO_ESTIMATES } from "./demo-estimates.ts";

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

/**
 * Two organisations to look around in, each with the sample building, made once. Never call it on a database that
 * strangers can reach.
 */
export async function seedDemo(): Promise<DemoOrganisation[]> {
  for (const organisation of ORGANISATIONS) {
    const tenantId = (await find(organisation.slug)) ?? (await create(organisation));
    await uploadSample(tenantId);
  }
  return ORGANISATIONS.map(({ slug, email }) => ({ slug, email, password: PASSWORD }));
}

/** Resolves when the sample buildings are processed, so that the first page that is opened shows a result. */
export async function demoReady(): Promise<void> {
  for (let i = 0; i < 240; i++) {
    const [row] = await pool("cai_system").sql<{ waiting: number }[]>`
      select count(*)::int as waiting from files f join tenants t on t.id = f.tenant_id
      where t.slug in ${pool("cai_system").sql(ORGANISATIONS.map((o) => o.slug))}
        and f.filename = ${SAMPLE_FILENAME} and f.status in ('uploaded', 'processing')`;
    if (!row?.waiting) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function find(slug: string): Promise<string | undefined> {
  const [tenant] = await withSystem((tx) =>
    tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug)),
  );
  return tenant?.id;
}

async function create(organisation: (typeof ORGANISATIONS)[number]): Promise<string> {
  const passwordHash = await hashPassword(PASSWORD);
  return withSystem(async (tx) => {
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
    const { name, slug, plan } = organisation;
    return (await createTenant(tx, { name, slug, plan, adminId: user.id, actor: "system" })).id;
  });
}

/** Once ever: who deletes the sample has seen it. */
async function uploadSample(tenantId: string): Promise<void> {
  const ctx = await systemCtx(tenantId);
  if (await hasDone(ctx, "file.uploaded")) return;
  await takeSample(ctx);
}

/**
 * A few past estimates for the first of the organisations, once ever, so that there is something to compare with. After
 * the sample is processed: the newest estimate is then one that has its like.
 */
export async function enterDemoEstimates(): Promise<void> {
  const tenantId = await find(ORGANISATIONS[0].slug);
  if (!tenantId) return;
  const ctx = await systemCtx(tenantId);
  if (await hasDone(ctx, "estimate.created")) return;
  await ctx.transaction(async (tx) => {
    for (const estimate of DEMO_ESTIMATES)
      await createEstimate(joined(ctx, tx), CreateEstimate.parse(estimate));
  });
}

async function hasDone(ctx: Ctx, action: string): Promise<boolean> {
  const [entry] = await ctx.transaction((tx) =>
    tx.select({ id: auditLogs.id }).from(auditLogs).where(eq(auditLogs.action, action)).limit(1),
  );
  return entry !== undefined;
}
