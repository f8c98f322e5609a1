import { and, eq } from "drizzle-orm";
import { ssoConnections } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";

/** What the sign-in page of an organisation offers to everybody; null without single sign-on. */
export async function ssoOffer(tenantId: string): Promise<{ isRequired: boolean } | null> {
  const [row] = await withSystem((tx) =>
    tx
      .select({ isRequired: ssoConnections.isRequired })
      .from(ssoConnections)
      .where(and(eq(ssoConnections.tenantId, tenantId), eq(ssoConnections.isEnabled, true))),
  );
  return row ?? null;
}
