import { identify } from "#lib/auth/caller.ts";
import { config } from "#lib/config/index.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";
import { logger } from "#lib/observability/logger.ts";
import { type Ctx, makeCtx } from "#lib/tenancy/context.ts";

/** The context of a member in a new session of theirs, as a request gets it; with the cookie of that session. */
export async function memberCtx(
  tenant: { id: string; slug: string },
  userId: string,
): Promise<{ ctx: Ctx; sessionId: string; headers: Headers }> {
  const session = await makeSession(userId, tenant.id);
  const headers = new Headers({ host: `${tenant.slug}.${config().rootDomain}`, ...session.headers });
  const { principal, hiddenProjects, tenant: info } = await identify(headers);
  if (!principal) throw new Error("The session was not known");
  const ctx = makeCtx({
    tenant: info,
    principal,
    hiddenProjects,
    traceId: "",
    ip: null,
    userAgent: "test",
    log: logger(),
  });
  return { ctx, sessionId: session.sessionId, headers };
}
