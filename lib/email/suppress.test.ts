import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { POST } from "#app/api/webhooks/mail/route.ts";
import { closePools } from "#db/client.ts";
import { tenantInvitations } from "#db/schema/auth.ts";
import { mailSuppressions } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import type { Config } from "#lib/config/index.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { invite } from "#lib/members/invite.ts";
import { listMembers } from "#lib/members/list-members.ts";
import { resendInvitation } from "#lib/members/resend-invitation.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import type { Mail } from "./mail.ts";
import { MailRefused, sendMail } from "./send.ts";
import { sendMailsTo } from "./test/send-mails.ts";
import { smtpPeer } from "./test/smtp-peer.ts";

const settings = vi.hoisted((): Partial<Pick<Config, "mail" | "mailWebhookSecret">> => ({}));
vi.mock(import("#lib/config/index.ts"), async (original) => {
  const actual = await original();
  return { ...actual, config: () => ({ ...actual.config(), ...settings }) };
});

const SECRET = "a-secret-of-the-mail-provider";
let server: Awaited<ReturnType<typeof smtpPeer>>;
let reply: NonNullable<Parameters<typeof smtpPeer>[0]>["reply"];
beforeEach(async () => {
  reply = () => null;
  server = await smtpPeer({
    disabledCommands: ["STARTTLS", "AUTH"],
    reply: (recipient, attempt) => reply?.(recipient, attempt) ?? null,
  });
  settings.mail = {
    kind: "smtp",
    url: `smtp://127.0.0.1:${server.port}`,
    from: "Construction AI <no-reply@example.test>",
  };
  settings.mailWebhookSecret = SECRET;
});
afterEach(() => server.close());
afterAll(closePools);

const address = () => `Ada.${randomUUID()}@example.test`;
const send = (to: string, reason: Mail["reason"] = "notice") =>
  sendMail(randomUUID(), {
    to,
    reason,
    locale: "en",
    tenantId: null,
    subject: "Hello",
    paragraphs: ["Text"],
  });
const known = async (email: string) => {
  const [row] = await withSystem((tx) =>
    tx.select().from(mailSuppressions).where(eq(mailSuppressions.email, email.toLowerCase())),
  );
  return row?.reason ?? null;
};
const report = (body: object, bearer = SECRET) =>
  call(POST, "POST", { headers: { origin: "", authorization: `Bearer ${bearer}` }, body });

it.each([
  ["5.1.1 No such user", true],
  ["5.1.10 Recipient address has null MX", true],
  ["5.2.1 Mailbox disabled", true],
  ["5.7.1 Blocked by our list", false],
  ["5.2.2 Mailbox full", false],
  ["5.1.8 Sender refused", false],
  ["No such user", false],
])("an address refused with %s is suppressed: %s", async (words, isDead) => {
  const to = address();
  reply = () => [550, words];
  await expect(send(to)).rejects.toMatchObject({ code: "mail_refused", isAddressDead: isDead });
  expect(await known(to)).toBe(isDead ? "bounce" : null);
  reply = () => null;
  expect(await send(to)).toBe(isDead ? "suppressed" : "sent");
  // What its owner asked for goes out whatever is known of the address.
  expect(await send(to, "account")).toBe("sent");
  expect(server.arrived).toHaveLength(isDead ? 1 : 2);
});

it("says nothing of an address whose mail is refused for what it says, or put off", async () => {
  const to = address();
  reply = () => [451, "4.1.1 Later"];
  const later = await send(to).catch((error: unknown) => error);
  expect(later).toBeInstanceOf(Error);
  expect(later).not.toBeInstanceOf(MailRefused);
  await server.close();
  server = await smtpPeer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on("end", () => done(Object.assign(new Error("5.1.1 spam"), { responseCode: 554 })));
    },
  });
  settings.mail = { kind: "smtp", url: `smtp://127.0.0.1:${server.port}`, from: "no-reply@example.test" };
  await expect(send(to)).rejects.toMatchObject({ code: "mail_refused", isAddressDead: false });
  expect(await known(to)).toBeNull();
});

it("the provider tells of bounces and complaints, by its secret only", async () => {
  const to = address();
  for (const bearer of ["wrong", `${SECRET}x`, ""])
    expect(await problemOf(await report({ type: "bounce", email: to }, bearer))).toMatchObject({
      status: 404,
    });
  for (const body of [{ type: "open", email: to }, { type: "bounce", email: "nobody" }, { type: "bounce" }])
    expect(await problemOf(await report(body))).toMatchObject({ code: "invalid_input" });
  expect(await known(to)).toBeNull();

  expect((await report({ type: "bounce", email: to, detail: "x".repeat(2000) })).status).toBe(204);
  expect(await known(to)).toBe("bounce");
  await report({ type: "complaint", email: to.toUpperCase() });
  await report({ type: "bounce", email: to });
  expect(await known(to)).toBe("complaint");
  expect(await send(to)).toBe("suppressed");

  settings.mailWebhookSecret = null;
  expect(await problemOf(await report({ type: "bounce", email: to }))).toMatchObject({ status: 404 });
});

it("an invitation that is sent again is tried at an address that bounced, not where its owner complained", async () => {
  const { id } = await makeTenant({ plan: "pro" });
  const ctx = await systemCtx(id);
  for (const [type, arrivals] of [
    ["bounce", 1],
    ["complaint", 0],
  ] as const) {
    const email = address().toLowerCase();
    await report({ type, email });
    const invitation = await invite(ctx, { email, role: "viewer" });
    await sendMailsTo(invitation.id);
    expect(server.attempts(email)).toBe(0);
    await withSystem((tx) =>
      tx
        .update(tenantInvitations)
        .set({ lastSentAt: new Date(Date.now() - 3_600_000) })
        .where(and(eq(tenantInvitations.tenantId, id), eq(tenantInvitations.id, invitation.id))),
    );
    await resendInvitation(ctx, invitation.id);
    await sendMailsTo(invitation.id);
    expect(server.attempts(email)).toBe(arrivals);
    expect(await known(email)).toBe(type === "bounce" ? null : "complaint");
  }
});

it("admins see which members' mails bounce", async () => {
  const { id } = await makeTenant();
  const [reached, lost] = [await makeMember(id, "viewer"), await makeMember(id, "editor")];
  await report({ type: "bounce", email: lost.email });
  const ctx = await systemCtx(id);
  const seen = async (role: "admin" | "editor") =>
    (await listMembers({ ...ctx, principal: { kind: "api_key", keyId: randomUUID(), role } })).items.map(
      ({ email, mail_bounces }) => [email, mail_bounces],
    );
  expect(Object.fromEntries(await seen("admin"))).toEqual({ [reached.email]: false, [lost.email]: true });
  expect(Object.fromEntries(await seen("editor"))).toEqual({ [reached.email]: false, [lost.email]: false });
});
