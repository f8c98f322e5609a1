import { createTransport, type Transporter } from "nodemailer";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { type Config, config } from "#lib/config/index.ts";

export interface Mail {
  to: string;
  subject: string;
  /** Plain paragraphs; a link stands alone in a paragraph. */
  paragraphs: string[];
}

/** The mail server refuses this mail or its recipient for good: trying again would not change that. */
export class MailRefused extends Error {
  readonly code = "mail_refused";
  constructor(reply: string, cause: unknown) {
    super(`The mail server refuses the mail: ${reply}. Check the address, and MAIL_FROM.`, { cause });
    this.name = "MailRefused";
  }
}

/**
 * Sends a mail by SMTP where configured; otherwise keeps it for the development inbox at /inbox. `id` (a UUID) names the
 * mail: it is kept once, and sent under one Message-ID, by which receivers drop what a repeated job sends again.
 * Throws `MailRefused` for a permanent refusal, and what the connection gave for everything that may pass.
 */
export async function sendMail(id: string, mail: Mail): Promise<void> {
  const settings = config().mail;
  const { to, subject } = mail;
  const content = { subject, text: textOf(mail), html: htmlOf(mail) };
  if (settings.kind === "inbox") {
    await withSystem((tx) =>
      tx
        .insert(caughtMails)
        .values({ id, recipient: to, ...content })
        .onConflictDoNothing(),
    );
    return;
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
  } catch (error) {
    throw refusal(error) ?? error;
  }
}

const textOf = (mail: Mail) => mail.paragraphs.join("\n\n");

const htmlOf = (mail: Mail) =>
  mail.paragraphs
    .map((p) =>
      p.startsWith("http")
        ? `<p><a href="${escapeHtml(p)}">${escapeHtml(p)}</a></p>`
        : `<p>${escapeHtml(p)}</p>`,
    )
    .join("\n");

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
  return ofMail && Number(error.responseCode) >= 500 ? new MailRefused(error.message, error) : null;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
