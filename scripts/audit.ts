import { parseArgs } from "node:util";
import { asc, eq } from "drizzle-orm";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { AppError, NotFound } from "#lib/errors.ts";
import { joinInstallation } from "./server/installation.ts";

/**
 * `npm run audit -- verify [--tenant S]`: verifies the audit log of one organisation or of all, a line of JSON each.
 * Exits with 0 when all are what was written, 1 when one is not, 2 when it could not be looked at.
 */
const USAGE = "npm run audit -- verify [--tenant <slug>]";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: "string" } },
});

process.env.LOG_LEVEL ??= "warn";
const leave = await joinInstallation();
try {
  if (positionals[0] !== "verify") throw new AppError(400, "usage", USAGE);
  let broken = 0;
  for (const { id, slug } of await chosen(values.tenant)) {
    const { verified, ...found } = await verifyTenantLog(id);
    console.log(JSON.stringify({ tenant: slug, verified, ...found }));
    if (verified) continue;
    broken += 1;
    for (const { sentence } of found.problems) console.error(`${slug}: ${sentence}`);
  }
  process.exitCode = broken > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exitCode = 2;
} finally {
  await closePools();
  await leave();
}

async function chosen(slug: string | undefined): Promise<{ id: string; slug: string }[]> {
  const rows = await withSystem((tx) =>
    tx
      .select({ id: tenants.id, slug: tenants.slug })
      .from(tenants)
      .where(slug === undefined ? undefined : eq(tenants.slug, slug))
      .orderBy(asc(tenants.slug)),
  );
  if (slug !== undefined && rows.length === 0)
    throw new NotFound("tenant_not_found", `There is no organisation ${slug}.`);
  return rows;
}
