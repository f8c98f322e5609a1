import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { estimateShares } from "#db/schema/variants.ts";
import { withTenant } from "#db/tenant.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { addressBlock, limitingFailures } from "#lib/auth/rate-limit.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { presentDetail } from "#lib/estimates/read-estimate.ts";
import type { EstimateDetail } from "#lib/estimates/views.ts";
import type { TenantInfo } from "#lib/tenancy/context.ts";

type Detail = z.input<typeof EstimateDetail>;

/** An estimate's result without whatever leads elsewhere or names a person: no ids, no description, no file, no project. */
export type SharedEstimate = Pick<
  Detail,
  | "name"
  | "location"
  | "location_factor"
  | "labor_rate"
  | "equipment_rate"
  | "floor_area_m2"
  | "cost"
  | "carbon"
  | "per_m2"
  | "coverage"
  | "placeholder_prices"
  | "updated_at"
  | "by_storey"
  | "by_material"
> & {
  versions: { prices: string; factors: string };
  unpriced: number;
  missing_carbon: number;
  expires_at: string;
};

/** Tries that lead nowhere, by one address; a secret has 256 bits besides. */
const LIMIT = { attempts: 30, windowSeconds: 600 };
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * What a link of this organisation's leads to, and counts that it was opened. Null alike for a link that is unknown,
 * expired, revoked, of another organisation or of one that is suspended. Throws `TooManyRequests`.
 */
export async function readShared(
  tenant: Pick<TenantInfo, "id" | "isActive">,
  token: string,
  ip: string | null,
): Promise<SharedEstimate | null> {
  return limitingFailures(`shared:${addressBlock(ip)}`, LIMIT, async () => {
    if (!tenant.isActive || !TOKEN.test(token)) return null;
    return withTenant(tenant.id, (tx) => openIn(tx, tenant.id, token));
  });
}

async function openIn(tx: Transaction, tenantId: string, token: string): Promise<SharedEstimate | null> {
  const [share] = await tx
    .update(estimateShares)
    .set({ openCount: sql`${estimateShares.openCount} + 1`, lastOpenedAt: new Date() })
    .where(
      and(
        eq(estimateShares.tenantId, tenantId),
        eq(estimateShares.tokenHash, hashSecret(token)),
        isNull(estimateShares.revokedAt),
        gt(estimateShares.expiresAt, sql`now()`),
      ),
    )
    .returning({ estimateId: estimateShares.estimateId, expiresAt: estimateShares.expiresAt });
  if (!share) return null;
  const detail = await presentDetail(tx, await findEstimate(tx, tenantId, share.estimateId), false);
  return { ...publicPart(detail), expires_at: share.expiresAt.toISOString() };
}

function publicPart(detail: Detail): Omit<SharedEstimate, "expires_at"> {
  const { name, location, location_factor, labor_rate, equipment_rate, floor_area_m2 } = detail;
  const { cost, carbon, per_m2, coverage, placeholder_prices, updated_at } = detail;
  return {
    name,
    location,
    location_factor,
    labor_rate,
    equipment_rate,
    floor_area_m2,
    cost,
    carbon,
    per_m2,
    coverage,
    placeholder_prices,
    updated_at,
    by_storey: detail.by_storey,
    by_material: detail.by_material,
    versions: { prices: detail.price_book.version, factors: detail.price_book.factor_version },
    unpriced: detail.unpriced.length,
    missing_carbon: detail.missing_carbon.length,
  };
}
