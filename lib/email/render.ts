import type { TenantBranding } from "#lib/branding/branding-of.ts";
import { mailHtml } from "#lib/email/layout.ts";
import type { Mail, MailFooter, MailLink } from "#lib/email/mail.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { originOf } from "#lib/tenancy/host.ts";

export const PRODUCT_NAME = "Construction AI";

/** A mail as it is sent: the HTML and the plain text say the same. Null branding: the product's. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Writes a mail in its language and an organisation's colours. Throws `TypeError` for a link that is no absolute web address. */
export function renderMail(mail: Mail, branding: TenantBranding | null): RenderedMail {
  const content = cleaned(mail);
  const look = branding ? { ...branding, name: oneLine(branding.name) } : null;
  const footer = footerOf(content, look);
  return {
    subject: content.subject,
    text: mailText(content, footer),
    html: mailHtml(content, footer, {
      name: look?.name ?? PRODUCT_NAME,
      color: look?.color ?? null,
      logoUrl: look?.logoUrl ?? null,
      origin: look?.origin ?? originOf(null),
    }),
  };
}

function mailText(mail: Mail, footer: MailFooter): string {
  const links = [...(mail.action ? [mail.action] : []), ...(mail.links ?? [])];
  const facts = (mail.facts ?? []).map(([label, value]) => `${label}: ${value}`).join("\n");
  return [
    ...(mail.heading ? [mail.heading] : []),
    ...mail.paragraphs,
    ...(facts ? [facts] : []),
    ...links.map(linkText),
    ...(mail.notes ?? []),
    ["-- ", ...footer.lines, ...(footer.link ? [linkText(footer.link)] : [])].join("\n"),
  ].join("\n\n");
}

const linkText = ({ label, url }: MailLink) => `${label}:\n${url}`;

function footerOf({ reason, locale }: Mail, branding: TenantBranding | null): MailFooter {
  const t = wordsOf("mails", locale);
  const name = branding?.name ?? PRODUCT_NAME;
  const sender = branding ? [t("footer.sender", { name })] : [];
  const choose = {
    label: t("footer.choose"),
    url: `${branding?.origin ?? originOf(null)}/account/notifications`,
  };
  switch (reason) {
    case "notice":
      return { lines: [t("footer.notice", { name }), ...sender], link: choose };
    case "billing":
      return { lines: [t("footer.billing", { name }), ...sender], link: choose };
    case "admin":
      return { lines: [t("footer.admin", { name }), ...sender], link: null };
    case "invitation":
      return { lines: [t("footer.invitation", { name }), ...sender], link: null };
    case "asked":
      return { lines: [t("footer.asked", { name }), ...sender], link: choose };
    case "sign_in":
      return { lines: [t("footer.signIn"), ...sender], link: choose };
    case "account":
      return { lines: [t("footer.account"), ...sender], link: null };
  }
}

/** Names are what people typed: a line stays one line, and no mark in it turns the direction of what follows. */
const oneLine = (text: string) =>
  text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();

const cleanLink = ({ label, url }: MailLink): MailLink => ({ label: oneLine(label), url: webAddress(url) });

function cleaned(mail: Mail): Mail {
  return {
    to: mail.to,
    tenantId: mail.tenantId,
    reason: mail.reason,
    locale: mail.locale,
    subject: oneLine(mail.subject),
    ...(mail.preheader ? { preheader: oneLine(mail.preheader) } : {}),
    ...(mail.heading ? { heading: oneLine(mail.heading) } : {}),
    paragraphs: mail.paragraphs.map(oneLine).filter((text) => text !== ""),
    facts: (mail.facts ?? []).map(([label, value]) => [oneLine(label), oneLine(value)]),
    ...(mail.action ? { action: cleanLink(mail.action) } : {}),
    links: (mail.links ?? []).map(cleanLink),
    notes: (mail.notes ?? []).map(oneLine),
  };
}

function webAddress(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:")
    throw new TypeError(`A mail must not lead to ${protocol}`);
  return href;
}
