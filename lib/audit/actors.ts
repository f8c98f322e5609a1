import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { apiKeys, memberships, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";

/** Who did it. `name` is null for somebody who is no more: a person whose account was erased. */
export const ActorView = z.object({
  /** As the filter takes it: `user:<id>`, `api_key:<id>`, `operator:<id>`, `operator`, `system`. */
  id: z.string(),
  kind: z.enum(["person", "api_key", "operator", "system"]),
  name: z.string().nullable(),
  /** A person's mail address, a key's prefix. */
  detail: z.string().nullable(),
  /** A person who is a member no longer, or an API key that was revoked. */
  former: z.boolean(),
});
export type Actor = z.input<typeof ActorView>;

/**
 * The actors of rows of one organisation's log, by what the rows say. People are looked up beyond its members, since one
 * who has left did what they did: only ids that stand in its log may be given.
 */
export async function namesOf(
  tx: Transaction,
  tenantId: string,
  actors: Iterable<string>,
): Promise<Map<string, Actor>> {
  const named = [...new Set(actors)];
  const idsOf = (kind: string) =>
    named
      .flatMap((actor) => (actor.startsWith(`${kind}:`) ? [actor.slice(kind.length + 1)] : []))
      .filter(isUuid);
  const [people, keys] = await Promise.all([peopleOf(tenantId, idsOf("user")), keysOf(tx, idsOf("api_key"))]);
  return new Map(named.map((id) => [id, people.get(id) ?? keys.get(id) ?? plainActor(id)]));
}

const isUuid = (text: string) => z.uuid().safeParse(text).success;

async function peopleOf(tenantId: string, ids: readonly string[]): Promise<Map<string, Actor>> {
  if (ids.length === 0) return new Map();
  const rows = await withSystem((tx) =>
    tx
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        member: sql<boolean>`exists (select from ${memberships} where ${memberships.userId} = ${users.id} and ${memberships.tenantId} = ${tenantId})`,
      })
      .from(users)
      .where(inArray(users.id, [...ids])),
  );
  return new Map(
    rows.map(({ id, name, email, member }) => [
      `user:${id}`,
      { id: `user:${id}`, kind: "person", name: name || email, detail: email, former: !member },
    ]),
  );
}

async function keysOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, Actor>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: apiKeys.id, name: apiKeys.name, prefix: apiKeys.prefix, revokedAt: apiKeys.revokedAt })
    .from(apiKeys)
    .where(inArray(apiKeys.id, [...ids]));
  return new Map(
    rows.map(({ id, name, prefix, revokedAt }) => [
      `api_key:${id}`,
      { id: `api_key:${id}`, kind: "api_key", name, detail: prefix, former: revokedAt !== null },
    ]),
  );
}

function plainActor(id: string): Actor {
  const t = wordsOf("audit");
  const kind = id.split(":")[0];
  if (kind === "user") return { id, kind: "person", name: null, detail: null, former: true };
  if (kind === "api_key") return { id, kind: "api_key", name: null, detail: null, former: true };
  if (kind === "operator")
    return {
      id,
      kind: "operator",
      name: t("labels.platformOperator"),
      detail: null,
      former: false,
    };
  return { id, kind: "system", name: t("labels.system"), detail: null, former: false };
}
