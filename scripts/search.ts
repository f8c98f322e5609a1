import { parseArgs } from "node:util";
import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { AppError, NotFound } from "#lib/errors.ts";
import { ensureIndex } from "#lib/search/ensure-index.ts";
import { openIndex } from "#lib/search/index/index.ts";
import { QdrantIndex } from "#lib/search/index/qdrant/qdrant-index.ts";
import { indexStatus, type Progress, reindexAll, reindexTenant } from "#lib/search/reindex.ts";
import { runCommand } from "./server/run-command.ts";

/** `npm run search -- …`: prints JSON, progress beside it. Works beside a running installation. */
const USAGE = `npm run search -- status
npm run search -- ensure
npm run search -- reindex [--tenant SLUG]
npm run search -- own-shard --tenant SLUG`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: "string" } },
});

await runCommand(() => run(positionals[0]));

async function run(command: string | undefined): Promise<unknown> {
  switch (command) {
    case "status":
      return indexStatus();
    case "ensure":
      return { generation: await ensureIndex(), ...(await indexStatus()) };
    case "reindex":
      return values.tenant === undefined
        ? reindexAll(showProgress())
        : reindexTenant(await tenantCalled(values.tenant), showProgress());
    case "own-shard": {
      const index = openIndex();
      if (!(index instanceof QdrantIndex))
        throw new AppError(400, "usage", "Only Qdrant has shards: set QDRANT_URL.");
      const id = await tenantCalled(values.tenant);
      await index.giveShard(id);
      return { tenant: values.tenant, shard: id };
    }
    default:
      throw new AppError(400, "usage", USAGE);
  }
}

async function tenantCalled(slug = ""): Promise<string> {
  const [tenant] = await withSystem((tx) =>
    tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug)),
  );
  if (!tenant)
    throw new NotFound("tenant_not_found", `There is no organisation ${slug}. Name one with --tenant.`);
  return tenant.id;
}

/** At most a line a second, on the error stream: what is printed is the answer. */
function showProgress(): (progress: Progress) => void {
  let shown = 0;
  return ({ done, total }) => {
    if (Date.now() - shown < 1000 && done < total) return;
    shown = Date.now();
    console.error(`${done} of ${total}`);
  };
}
