import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { setLogo } from "./set-logo.ts";

/** Takes the organisation's logo away; its first letter stands in its place. */
export async function removeLogo(ctx: Ctx, ifMatch: string | null): Promise<{ revision: number }> {
  requireRole(ctx, "admin");
  const { revision } = await setLogo(ctx, null, ifMatch);
  return { revision };
}
