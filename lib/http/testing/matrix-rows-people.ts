import { randomBytes, randomUUID } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { emailChanges, ssoConnections, tenantInvitations, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { makeKey, makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeInvitation, makeNamedMember } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";

const invitation = async (tenant: Fixture) => ({ id: (await makeInvitation(tenant)).id });
const viewer = async (tenant: Fixture) => ({ id: (await makeNamedMember(tenant, "viewer")).id });
const key = async (tenant: Fixture) => ({ id: (await makeKey(tenant.id, "viewer")).id });

/** At an address that is nobody's, so that asking it ends at once. */
const identityProvider = ({ id, marker }: Fixture) => {
  const values = { issuer: `https://192.0.2.1/${marker}`, clientId: marker, clientSecret: "v1.a.b" };
  return withSystem((tx) =>
    tx
      .insert(ssoConnections)
      .values({ tenantId: id, ...values })
      .onConflictDoUpdate({ target: ssoConnections.tenantId, set: values }),
  );
};

/** Members, invitations, keys, sessions and the account of whoever asks. */
export const PEOPLE_ROWS: Record<string, Row> = {
  "GET /api/me": { person: true, shows: true },
  "PATCH /api/me": { person: true, body: ({ marker }) => ({ name: `Name ${marker}` }), shows: true },
  "POST /api/me/handoffs": {
    person: true,
    body: ({ slug }) => ({ slug }),
    foreignBody: (_own, { slug }) => ({ slug }),
  },
  "POST /api/me/sign-out-everywhere": { person: true },
  "GET /api/me/sessions": { person: true, shows: true },
  "DELETE /api/me/sessions": { person: true },
  // Nobody's but a new member's: to everybody who asks it is not there.
  "DELETE /api/me/sessions/{id}": {
    person: true,
    params: async (tenant) => ({
      id: (await makeSession((await viewer(tenant)).id, tenant.id)).sessionId,
    }),
    answer: { status: 404, code: "session_not_found" },
  },
  "PUT /api/me/password": {
    person: true,
    before: withoutPassword,
    body: () => ({ password: "a long new password" }),
  },
  "GET /api/me/email": { person: true },
  "PUT /api/me/email": {
    person: true,
    body: () => ({ email: `${randomUUID()}@example.test` }),
  },
  "DELETE /api/me/email": {
    person: true,
    before: ({ members }) => Promise.all(Object.values(members).map(({ id }) => waitingEmailChange(id))),
  },
  "GET /api/me/confirm": { person: true },
  "POST /api/me/confirm": {
    person: true,
    before: withoutPassword,
    body: () => ({ password: "any" }),
    answer: { status: 400, code: "no_password" },
  },
  "GET /api/me/second-factor": { person: true },
  "POST /api/me/second-factor/start": { person: true },
  "PUT /api/me/second-factor": {
    person: true,
    body: () => ({ enrolment: "v1.a.b", code: "123456" }),
    answer: { status: 400, code: "enrolment_expired" },
  },
  "DELETE /api/me/second-factor": { person: true, answer: { status: 409, code: "second_factor_absent" } },
  "POST /api/me/second-factor/give": {
    person: true,
    body: () => ({ code: "123456" }),
    answer: { status: 401, code: "second_factor_wrong" },
  },
  "POST /api/me/second-factor/recovery-codes": {
    person: true,
    answer: { status: 409, code: "second_factor_absent" },
  },

  "GET /api/members": { shows: true },
  "PATCH /api/members/{id}": { params: viewer, body: () => ({ role: "editor" }) },
  "DELETE /api/members/{id}": { params: viewer, role: "admin" },
  "DELETE /api/members/{id}/sessions": { params: viewer },
  // A new member's account has none.
  "DELETE /api/members/{id}/second-factor": {
    person: true,
    params: viewer,
    answer: { status: 409, code: "second_factor_absent" },
  },
  // To the admin of the matrix themselves: the verb looked and said so, and the matrix keeps its admin.
  "POST /api/members/{id}/transfer": {
    person: true,
    params: async ({ members }) => ({ id: members.admin.id }),
    body: () => ({ own_role: "viewer" }),
    answer: { status: 409, code: "transfer_to_self" },
  },

  "GET /api/invitations": { shows: true },
  "POST /api/invitations": {
    body: ({ marker }) => ({ email: `${randomUUID()}@${marker}.test`, role: "viewer" }),
    shows: true,
  },
  "POST /api/invitations/list": {
    body: ({ marker }) => ({ addresses: `${randomUUID()}@${marker}.test, nobody`, role: "viewer" }),
    shows: true,
  },
  "DELETE /api/invitations/{id}": { params: invitation },
  "POST /api/invitations/{id}/resend": {
    params: async (tenant) => {
      const { id } = await invitation(tenant);
      await withSystem((tx) =>
        tx
          .update(tenantInvitations)
          .set({ lastSentAt: sql`now() - interval '1 hour'` })
          .where(eq(tenantInvitations.id, id)),
      );
      return { id };
    },
    shows: true,
  },
  "POST /api/invitations/look": {
    body: async (tenant) => ({ token: (await makeInvitation(tenant)).token }),
    seesAll: "whoever has the secret of an invitation's mail learns whom it is for",
  },
  "POST /api/invitations/accept": {
    body: async (tenant) => ({
      token: (await makeInvitation(tenant)).token,
      name: "New",
      password: "a long new password",
      instead: true,
    }),
  },

  "GET /api/api-keys": { shows: true },
  "POST /api/api-keys": { person: true, body: () => ({ name: "matrix", role: "viewer" }) },
  "PATCH /api/api-keys/{id}": { params: key, body: () => ({ name: "renamed" }) },
  "DELETE /api/api-keys/{id}": { params: key },
  "POST /api/api-keys/{id}/rotate": { person: true, params: key, body: () => ({ overlap_hours: 1 }) },

  "GET /api/settings/sign-in": {},
  "PATCH /api/settings/sign-in": { person: true, body: () => ({ require_second_factor: false }) },

  "GET /api/settings/sso": { before: identityProvider, shows: true },
  "PUT /api/settings/sso": {
    person: true,
    body: ({ marker }) => ({
      issuer: `https://login.${marker}.example`,
      client_id: marker,
      client_secret: "a secret of the matrix",
    }),
    shows: true,
  },
  "PATCH /api/settings/sso": {
    before: identityProvider,
    person: true,
    body: () => ({ auto_join_role: "viewer" }),
    shows: true,
  },
  "DELETE /api/settings/sso": { before: identityProvider, person: true },
  "POST /api/settings/sso/test": { before: identityProvider },

  "POST /api/sign-in-links/look": {
    body: async (tenant) => ({
      token: await withSystem((tx) =>
        issueToken(tx, { purpose: "magic_link", userId: tenant.members.viewer.id, tenantId: tenant.id }),
      ),
    }),
    seesAll: "whoever has the secret of a sign-in link learns whom it signs in",
  },
  "POST /api/email-confirmations": {
    body: async (tenant) => ({ token: await waitingEmailChange((await viewer(tenant)).id) }),
  },
};

/** Another row gives the members a password, which would be asked for. */
async function withoutPassword({ members }: Fixture): Promise<void> {
  const ids = Object.values(members).map(({ id }) => id);
  await withSystem((tx) => tx.update(users).set({ passwordHash: null }).where(inArray(users.id, ids)));
}

/** The secret for the old address of a change that this person has asked for. */
async function waitingEmailChange(userId: string): Promise<string> {
  const [token = "", other = ""] = [randomBytes(32), randomBytes(32)].map((b) => b.toString("base64url"));
  const change = {
    newEmail: `${randomUUID()}@example.test`,
    oldHash: hashSecret(token),
    newHash: hashSecret(other),
    expiresAt: new Date(Date.now() + 3_600_000),
  };
  await withSystem((tx) =>
    tx
      .insert(emailChanges)
      .values({ userId, ...change })
      .onConflictDoUpdate({ target: emailChanges.userId, set: change }),
  );
  return token;
}
