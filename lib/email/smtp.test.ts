import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/index.ts";
import { jobRuns } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { sendMail as sendMailJob } from "#inngest/functions/send-mail.ts";
import type { Config } from "#lib/config/index.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { invite } from "#lib/members/invite.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import type { Mail } from "./mail.ts";
import { MailRefused, sendMail } from "./send.ts";
import { smtpPeer } from "./test/smtp-peer.ts";

const settings = vi.hoisted((): { mail: Config["mail"] | null } => ({ mail: null }));
vi.mock(import("#lib/config/index.ts"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    config: () => ({ ...actual.config(), ...(settings.mail ? { mail: settings.mail } : {}) }),
  };
});

const FROM = "Construction AI <no-reply@example.test>";
const mail: Mail = {
  to: "ada@example.test",
  tenantId: null,
  reason: "account",
  locale: "en",
  subject: "Hello",
  paragraphs: ["Text"],
};
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(closePools);

/** A server, and the configuration that leads to it. */
async function peer(
  options: Parameters<typeof smtpPeer>[0] = {},
  url: (port: number) => string = (port) => `smtp://127.0.0.1:${port}`,
) {
  const server = await smtpPeer(options);
  closing.push(server.close);
  settings.mail = { kind: "smtp", url: url(server.port), from: FROM };
  return server;
}
const PLAIN = { disabledCommands: ["STARTTLS", "AUTH"] };
/** The peer's certificate is its own. */
const TRUSTING = "tls.rejectUnauthorized=false";

describe("a mail by SMTP", () => {
  it("has text and html, the sender that is configured, and one Message-ID however often it is sent", async () => {
    const server = await peer(PLAIN);
    const id = randomUUID();
    const letter: Mail = {
      ...mail,
      subject: "Grüße von Bäckerei Łódź 株式会社 🏗️",
      paragraphs: ["Ein <b>Haus</b> für Zoë & Co."],
      action: { label: "Open", url: "https://demo.example.test/sign-in/token#abc-_1" },
    };
    await sendMail(id, letter);
    await sendMail(id, letter);
    expect(server.arrived).toHaveLength(2);
    for (const { mail: got, from, to } of server.arrived) {
      expect({ from, to }).toEqual({ from: "no-reply@example.test", to: ["ada@example.test"] });
      expect(got.subject).toBe(letter.subject);
      expect(got.from?.text).toBe('"Construction AI" <no-reply@example.test>');
      expect(got.messageId).toBe(`<${id}@localhost>`);
      expect(got.text).toMatch(
        /^Ein <b>Haus<\/b> für Zoë & Co\.\n\nOpen:\nhttps:\/\/demo\.example\.test\/sign-in\/token#abc-_1\n\n-- \n/,
      );
      expect(got.html).toContain("Ein &#60;b&#62;Haus&#60;/b&#62; für Zoë &#38; Co.");
      expect(got.html).toContain('href="https://demo.example.test/sign-in/token#abc-_1"');
      expect(got.headers.get("auto-submitted")).toBe("auto-generated");
    }
  });

  it.each([
    ["subject", { subject: "Hi\r\nBcc: eve@example.test\r\n\r\nbody" }],
    ["recipient", { to: "ada@example.test>\r\nRCPT TO:<eve@example.test" }],
    ["list of recipients", { to: "ada@example.test, eve@example.test" }],
  ])("gets no header and no reader from its %s", async (_what, part) => {
    const server = await peer(PLAIN);
    await sendMail(randomUUID(), { ...mail, ...part }).catch(() => {});
    expect(server.attempts("eve@example.test")).toBe(0);
    for (const { mail: got, to } of server.arrived) {
      expect(to).not.toContain("eve@example.test");
      expect(got.bcc).toBeUndefined();
      expect(got.text).toMatch(/^Text\n\n-- \n/);
    }
  });

  it("is encrypted where the server offers it, and signs in as configured", async () => {
    const server = await peer(
      {
        authOptional: false,
        onAuth: ({ username, password }, _session, done) =>
          password === "pass/word" ? done(null, { user: username }) : done(new Error("wrong")),
      },
      (port) => `smtp://mailer:pass%2Fword@127.0.0.1:${port}?${TRUSTING}`,
    );
    await sendMail(randomUUID(), mail);
    expect(server.arrived).toMatchObject([{ user: "mailer", secure: true }]);
  });

  it("is encrypted from the first byte by smtps://", async () => {
    const server = await peer({ secure: true }, (port) => `smtps://127.0.0.1:${port}?${TRUSTING}`);
    await sendMail(randomUUID(), mail);
    expect(server.arrived).toMatchObject([{ secure: true }]);
  });

  it.each([
    ["to a certificate that nobody vouches for", {}, ""],
    ["in plain text where encryption is required", PLAIN, "?requireTLS=true"],
  ])("is not handed over %s; that may be mended, so it is no refusal", async (_what, options, query) => {
    const server = await peer(options, (port) => `smtp://127.0.0.1:${port}${query}`);
    const error = await sendMail(randomUUID(), mail).catch((e) => e);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MailRefused);
    expect(server.arrived).toEqual([]);
  });

  it("with a wrong password of ours is no refusal of the mail", async () => {
    const server = await peer(
      { authOptional: false, onAuth: (_auth, _session, done) => done(new Error("wrong")) },
      (port) => `smtp://mailer:wrong@127.0.0.1:${port}?${TRUSTING}`,
    );
    const error = await sendMail(randomUUID(), mail).catch((e) => e);
    expect(error).toMatchObject({ code: "EAUTH" });
    expect(server.arrived).toEqual([]);
  });
});

describe("the job that sends it", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine({ client: inngest, functions: [sendMailJob], slots: 2, backoffMs: 20 });
  });
  afterAll(() => engine.stop());

  const ended = (eventId: string) =>
    vi.waitFor(
      async () => {
        const [run] = await withSystem((tx) => tx.select().from(jobRuns).where(eq(jobRuns.eventId, eventId)));
        expect(["completed", "failed"]).toContain(run?.status);
        return run;
      },
      { timeout: 20_000, interval: 50 },
    );
  const ask = async (email: string, tenantId: string | null) =>
    ended(
      await withSystem((tx) =>
        emit(tx, {
          name: "mail/requested",
          data: { kind: "password_reset", tenant_id: tenantId, email },
        }),
      ),
    );

  it("tries again what the server puts off (451), and then sends one mail", async () => {
    const tenant = await makeTenant();
    const { email } = await makeMember(tenant.id, "viewer");
    const server = await peer({ ...PLAIN, reply: (_to, attempt) => (attempt <= 2 ? 451 : null) });
    expect(await ask(email, tenant.id)).toMatchObject({ status: "completed", output: "sent" });
    expect(server.attempts(email)).toBe(3);
    expect(server.arrived.map(({ to }) => to)).toEqual([[email]]);
  });

  it("does not try again what the server refuses (550), and says so", async () => {
    const tenant = await makeTenant();
    const { email } = await makeMember(tenant.id, "viewer");
    const server = await peer({ ...PLAIN, reply: () => 550 });
    const run = await ask(email, tenant.id);
    expect(run?.status).toBe("failed");
    expect(run?.error?.message).toContain("550");
    expect(server.attempts(email)).toBe(1);
  });

  it("sends nothing for an address without an account", async () => {
    const server = await peer(PLAIN);
    expect(await ask(`${randomUUID()}@example.test`, null)).toMatchObject({
      status: "completed",
      output: "dropped",
    });
    expect(server.arrived).toEqual([]);
  });

  it("invites in the name of an organisation, whatever that is called", async () => {
    const { id } = await makeTenant({ plan: "pro" });
    const name = "Müller & Söhne\r\nBcc: eve@example.test";
    await withSystem((tx) => tx.update(tenants).set({ name }).where(eq(tenants.id, id)));
    const server = await peer(PLAIN);
    const email = `${randomUUID()}@example.test`;
    await invite(await systemCtx(id), { email, role: "viewer" });
    await vi.waitFor(() => expect(server.arrived).toHaveLength(1), { timeout: 20_000, interval: 50 });
    const [got] = server.arrived;
    expect(got?.to).toEqual([email]);
    expect(got?.mail.bcc).toBeUndefined();
    expect(got?.mail.subject).toContain("Müller & Söhne");
    expect(got?.mail.text).toMatch(/\/accept-invitation#[\w-]{43}/);
  });
});
