import { SpanKind } from "@opentelemetry/api";
import { createTransport, type Transporter } from "nodemailer";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { brandingOf } from "#lib/branding/branding-of.ts";
import { type Config, config } from "#lib/config/index.ts";
import type { Mail } from "#lib/email/mail.ts";
import { renderMail } from "#lib/email/render.ts";
import { suppress, suppressedAmong } from "#lib/email/suppress.ts";
import { countMail } from "#lib/observability/metrics/record.ts";
import { inChildSpan } from "#lib/observability/tracing/span.ts";

/** The mail server refuses this mail or its recipient for good: trying again would not change that. */
export class MailRefused extends Error {
  readonly code = "mail_refused";
  /** The server says that nobody has this address. */
  readonly isAddressDead: boolean;
  constructor(reply: string, cause: unknown, isAddressDead: boolean) {
    super(`The mail server refuses the mail: ${reply}. Check the address, and MAIL_FROM.`, { cause });
    this.name = "MailRefused";
    this.isAddressDead = isAddressDead;
  }
}

/**
 * Sends a mail by SMTP where configured; otherwise keeps it for the development inbox at /inbox. `id` (a UUID) names the
 * mail: it is kept once, and sent under one Message-ID, by which receivers drop what a repeated job sends again.
 * `suppressed`: the address bounces, or its owner complained, and this is nothing that they asked for.
 * Throws `MailRefused` for a permanent refusal, and what the connection gave for everything that may pass. An address that
 * the server says nobody has is suppressed from then on.
 */
export function sendMail(id: string, mail: Mail): Promise<"sent" | "suppressed"> {
  const attributes = { "mail.transport": config().mail.kind };
  return inChildSpan("send mail", { kind: SpanKind.CLIENT, attributes }, () => counted(() => send(id, mail)));
}

async function counted<T extends "sent" | "suppressed">(sending: () => Promise<T>): Promise<T> {
  try {
    const ended = await sending();
    countMail(ended);
    return ended;
  } catch (error) {
    countMail(error instanceof MailRefused ? "refused" : "failed");
    throw error;
  }
}

async function send(id: string, mail: Mail): Promise<"sent" | "suppressed"> {
  const { to } = mail;
  if (mail.reason !== "account" && (await suppressedAmong([to])).size > 0) return "suppressed";
  const settings = config().mail;
  const content = renderMail(mail, mail.tenantId === null ? null : await brandingOf(mail.tenantId));
  if (settings.kind === "inbox") {
    await withSystem((tx) =>
      tx
        .insert(caughtMails)
        .values({ id, recipient: to, ...content })
        .onConflictDoNothing(),
    );
    return "sent";
  }
  try {
    await transportOf(settings).sendMail({
      from: settings.from,
      // As an address, not as a list of addresses to be read.
      to: { name: "", address: to },
      messageId: `<${id}@${config().rootDomain.replace(/:\d+$/, "")}>`,
      // Nobody answers a machine's mail by a machine (RFC 3834).
      headers: { "auto-submitted": "auto-generated" },
      ...content,
    });
    return "sent";
  } catch (error) {
    const refused = refusal(error);
    if (refused?.isAddressDead) await suppress({ type: "bounce", email: to, detail: refused.message });
    throw refused ?? error;
  }
}

/** A slow server must not hold a job for long: it is tried again later. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

let transport: { url: string; transporter: Transporter } | undefined;
function transportOf({ url }: Extract<Config["mail"], { kind: "smtp" }>): Transporter {
  if (transport?.url !== url) transport = { url, transporter: createTransport({ url, ...TIMEOUTS }) };
  return transport.transporter;
}

/** A reply of 500 or more to the sender, the recipient or the content is meant for good; one to our own sign-in is not the mail's. */
function refusal(error: unknown): MailRefused | null {
  if (!(error instanceof Error) || !("code" in error) || !("responseCode" in error)) return null;
  const ofMail = error.code === "EENVELOPE" || error.code === "EMESSAGE";
  if (!ofMail || Number(error.responseCode) < 500) return null;
  const ofRecipient = "command" in error && error.command === "RCPT TO";
  const reply = "response" in error ? String(error.response) : "";
  return new MailRefused(error.message, error, ofRecipient && ADDRESS_DEAD.test(reply));
}

/**
 * The enhanced status (RFC 3463) of an address or mailbox that is not there. A bare 550 may as well be a verdict on us,
 * such as of a block list, which must not silence everybody whom we write to.
 */
const ADDRESS_DEAD = /^5\d\d[ -]5\.(?:1\.(?:[1236]|10)|2\.1)\b/;
