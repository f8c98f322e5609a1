import { pool } from "#db/client.ts";
import { config } from "#lib/config/index.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

/**
 * Where operators' pages are, and whether anybody can sign in there: on the platform's own host, once there is an account,
 * or a token for programs. Null everywhere else.
 */
export async function operatorsHost(host: string | null): Promise<{ anyAccount: boolean } | null> {
  if (hostTarget(host)?.kind !== "root") return null;
  const [row] = await pool("cai_system").sql<{ any_account: boolean }[]>`
    select exists (select from operators) as any_account`;
  const anyAccount = row?.any_account ?? false;
  return anyAccount || config().operatorToken ? { anyAccount } : null;
}
