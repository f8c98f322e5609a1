import { createTransport, type Transporter } from "nodemailer";
import type { Transaction } from "#db/client.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";

export interface Mail {
  to: string;
  subject: string;
  /** Plain paragraphs; a link stands alone in a paragraph. */
  paragraphs: string[];
}

/** Sends a mail by SMTP where configured; otherwise keeps it for the development inbox at /inbox. */
export async function sendMail(mail: Mail): Promise<void> {
  const { to, subject } = mail;
  const text = mail.paragraphs.join("\n\n");
  const html = mail.paragraphs
    .map((p) =>
      p.startsWith("http")
        ? `<p><a href="${escapeHtml(p)}">${escapeHtml(p)}</a></p>`
        : `<p>${escapeHtml(p)}</p>`,
    )
    .join("\n");
  const settings = config().mail;
  if (settings.kind === "inbox") {
    await withSystem((tx: Transaction) =>
      tx.insert(caughtMails).values({ recipient: to, subject, text, html }),
    );
    return;
  }
  transport ??= createTransport(settings.url);
  await transport.sendMail({ from: settings.from, to, subject, text, html });
}
let transport: Transporter | undefined;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
