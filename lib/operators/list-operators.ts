import { sql } from "drizzle-orm";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { utc } from "#lib/operators/sql.ts";

export const OperatorView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** False until the first sign-in has set the authenticator app up. */
  has_second_factor: z.boolean(),
  is_disabled: z.boolean(),
  /** Sessions that count at the moment. */
  sessions: z.number(),
  last_seen_at: z.string().nullable(),
  created_at: z.string(),
});
export const OperatorList = z.object({ items: z.array(OperatorView) });

/** Every operator by mail address, the disabled ones too. */
export async function listOperators(): Promise<z.input<typeof OperatorList>> {
  const items = await withSystem((tx) =>
    tx.execute<z.input<typeof OperatorView> & Record<string, unknown>>(sql`
      select o.id, o.email, o.name, o.second_factor is not null as has_second_factor,
        o.disabled_at is not null as is_disabled, ${utc(sql`o.created_at`)} as created_at,
        ${utc(sql`max(s.last_seen_at)`)} as last_seen_at,
        (count(s.id) filter (where s.revoked_at is null and s.expires_at > now() and o.disabled_at is null))::int as sessions
      from operators o left join operator_sessions s on s.operator_id = o.id
      group by o.id order by lower(o.email)`),
  );
  return { items: [...items] };
}
