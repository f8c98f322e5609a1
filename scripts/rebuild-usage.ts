import { eq } from "drizzle-orm";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { rebuildUsageMetrics } from "#lib/usage/rebuild-metrics.ts";
import { joinInstallation } from "./server/installation.ts";

/** `npm run usage:rebuild [-- slug]`: derives the daily metrics anew from the usage events. Prints JSON. */
const [slug] = process.argv.slice(2);
const leave = await joinInstallation();
try {
  const tenantId = slug ? await idOf(slug) : null;
  console.log(JSON.stringify({ tenant: slug ?? "all", days: await rebuildUsageMetrics(tenantId) }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closePools();
  await leave();
}

async function idOf(slug: string): Promise<string> {
  const [row] = await withSystem((tx) =>
    tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug)),
  );
  if (!row) throw new Error(`There is no organisation ${slug}.`);
  return row.id;
}
