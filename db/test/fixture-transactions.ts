import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import * as product from "#db/tenant.ts";

/**
 * The transactions of db/tenant.ts as the tests' own code gets them (vitest.config.ts puts them in place): what a test
 * writes to prepare itself need not be audited, and what the product does still must.
 */
export * from "#db/tenant.ts";

export const withTenant: typeof product.withTenant = (tenantId, work, limits, hiddenProjects) =>
  product.withTenant(tenantId, asFixture(work), limits, hiddenProjects);

export const withSystem: typeof product.withSystem = (work, limits) =>
  product.withSystem(asFixture(work), limits);

const asFixture =
  <T>(work: (tx: Transaction) => Promise<T>) =>
  async (tx: Transaction): Promise<T> => {
    await tx.execute(sql`set local app.fixture = 'on'`);
    return work(tx);
  };
