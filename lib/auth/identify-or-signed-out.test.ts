import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { memberships, sessions } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { identifyOrSignedOut } from "#lib/auth/caller.ts";
import { config } from "#lib/config/index.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";

afterAll(closePools);

const at = (slug: string, more: Record<string, string> = {}) =>
  new Headers({ host: `${slug}.${config().rootDomain}`, ...more });
const BOTH = ["refuse strangers", "strangers are signed out"] as const;
const signedOut = (slug: string) => ({ tenant: { slug }, principal: null, credentials: "none" });

async function member() {
  const tenant = await makeTenant();
  const { id } = await makeMember(tenant.id, "viewer");
  return { tenant, id, session: await makeSession(id, tenant.id) };
}

describe("who calls where being signed out is no error", () => {
  it("is the member, or nobody", async () => {
    const { tenant, id, session } = await member();
    for (const strangers of BOTH) {
      expect(await identifyOrSignedOut(at(tenant.slug, session.headers), strangers)).toMatchObject({
        principal: { kind: "user", userId: id },
      });
      expect(await identifyOrSignedOut(at(tenant.slug), strangers)).toMatchObject(signedOut(tenant.slug));
    }
  });

  it("is nobody once the session has ended", async () => {
    const { tenant, session } = await member();
    await withSystem((tx) =>
      tx.update(sessions).set({ revokedAt: new Date() }).where(eq(sessions.id, session.sessionId)),
    );
    for (const strangers of BOTH)
      expect(await identifyOrSignedOut(at(tenant.slug, session.headers), strangers)).toMatchObject(
        signedOut(tenant.slug),
      );
  });

  it("is nobody on a page, and 404 for a program, when the person is no member (any more)", async () => {
    const { tenant, id, session } = await member();
    const other = await makeTenant();
    await withSystem((tx) => tx.delete(memberships).where(eq(memberships.userId, id)));
    for (const { slug } of [tenant, other]) {
      expect(await identifyOrSignedOut(at(slug, session.headers), "strangers are signed out")).toMatchObject(
        signedOut(slug),
      );
      await expect(identifyOrSignedOut(at(slug, session.headers), "refuse strangers")).rejects.toMatchObject({
        status: 404,
        code: "tenant_not_found",
      });
    }
  });

  it("stays an error for a wrong API key and for an unknown organisation", async () => {
    const { tenant, session } = await member();
    for (const strangers of BOTH) {
      await expect(
        identifyOrSignedOut(at(tenant.slug, { authorization: "Bearer cai_wrong" }), strangers),
      ).rejects.toMatchObject({ status: 401 });
      await expect(
        identifyOrSignedOut(at(`x${randomUUID().slice(0, 8)}`, session.headers), strangers),
      ).rejects.toMatchObject({ status: 404 });
    }
  });
});
