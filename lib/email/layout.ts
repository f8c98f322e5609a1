import { brandTokens, isHexColor, PRODUCT_COLOR } from "#lib/branding/colors.ts";
import type { Mail, MailFooter, MailLink } from "#lib/email/mail.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";

/** Whose mail it is. */
export interface MailLook {
  name: string;
  /** Where the name leads. */
  origin: string;
  /** `#rrggbb`; null: the product's. */
  color: string | null;
  /** Absolute; null: the name alone. */
  logoUrl: string | null;
}

/**
 * The HTML of a mail. Tables and inline styles, because Outlook knows little else; the dark colours are in a style sheet,
 * which programs without dark mode leave out. Everything that is said is escaped here.
 */
export function mailHtml(mail: Mail, footer: MailFooter, look: MailLook): string {
  const color = look.color && isHexColor(look.color) ? look.color : PRODUCT_COLOR;
  const [light, dark] = [brandTokens(color, "light"), brandTokens(color, "dark")];
  const t = wordsOf("mails", mail.locale);
  const preheader = mail.preheader ?? mail.paragraphs[0] ?? "";
  return `<!doctype html>
<html lang="${mail.locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="x-apple-disable-message-reformatting">
<title>${escapeHtml(mail.subject)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .gap { padding-left: 20px !important; padding-right: 20px !important; } }
@media (prefers-color-scheme: dark) {
.canvas { background-color: ${DARK.canvas} !important; }
.card { background-color: ${DARK.surface} !important; border-color: ${DARK.line} !important; }
.ink { color: ${DARK.ink} !important; }
.soft { color: ${DARK.soft} !important; }
.plate { background-color: #ffffff !important; padding: 6px !important; }
.line { border-color: ${DARK.line} !important; }
.fill { background-color: ${dark.fill} !important; }
.on { color: ${dark.on} !important; }
.link { color: ${dark.text} !important; }
.bar { border-top-color: ${dark.fill} !important; }
}
</style>
<!--[if mso]><style>td, h1, p, a { font-family: Arial, sans-serif !important; }</style><![endif]-->
</head>
<body class="canvas" style="margin:0;padding:0;background-color:${LIGHT.canvas};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all">${escapeHtml(preheader)}${PREHEADER_END}</div>
<table role="presentation" class="canvas" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${LIGHT.canvas}" style="background-color:${LIGHT.canvas}">
<tr><td align="center" style="padding:28px 12px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td class="gap" style="padding:0 32px 16px">${header(look, t("layout.logo", { name: look.name }))}</td></tr>
<tr><td class="card bar" bgcolor="${LIGHT.surface}" style="background-color:${LIGHT.surface};border:1px solid ${LIGHT.line};border-top:3px solid ${light.fill};border-radius:8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="gap" style="padding:28px 32px 30px">
<h1 class="ink" style="margin:0 0 14px;${FONT};font-size:21px;line-height:28px;font-weight:600;color:${LIGHT.ink};${BREAK}">${escapeHtml(mail.heading ?? mail.subject)}</h1>
${[
  ...mail.paragraphs.map((text) => paragraph(text)),
  facts(mail.facts ?? []),
  mail.action ? button(mail.action, light) : "",
  links(mail.links ?? [], light.text),
  ...(mail.notes ?? []).map(note),
  mail.action ? plainAddress(mail.action, t("layout.copyAddress"), light.text) : "",
]
  .filter((part) => part !== "")
  .join("\n")}
</td></tr>
</table>
</td></tr>
<tr><td class="gap" style="padding:18px 32px 0">
${footer.lines.map((text) => small(escapeHtml(text))).join("\n")}
${footer.link ? small(anchor(footer.link, light.text)) : ""}
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

/** The grounds and inks of app/globals.css. */
const LIGHT = { canvas: "#f6f7f9", surface: "#ffffff", line: "#e1e5ea", ink: "#11151b", soft: "#59636f" };
const DARK = { canvas: "#0c0f13", surface: "#13171c", line: "#272e37", ink: "#eef1f4", soft: "#98a3af" };

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
/** A long name or address makes no mail wider than its window. */
const BREAK = "word-break:break-word;overflow-wrap:anywhere";
/** Keeps what follows out of the line that mail programs show beside the subject. */
const PREHEADER_END = "&#847;&zwnj;&nbsp;".repeat(60);

/** The logo stands on white in dark mode too: it was drawn for white paper. */
function header({ name, origin, logoUrl }: MailLook, alt: string): string {
  const logo = logoUrl
    ? `<td width="1" style="padding:0 12px 0 0"><img class="plate" src="${escapeHtml(logoUrl)}" alt="${escapeHtml(alt)}" height="40" style="display:block;height:auto;max-height:40px;width:auto;max-width:180px;border:0;border-radius:4px"></td>`
    : "";
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${logo}<td style="${FONT};font-size:16px;line-height:22px;font-weight:600;${BREAK}"><a class="ink" href="${escapeHtml(origin)}" style="color:${LIGHT.ink};text-decoration:none">${escapeHtml(name)}</a></td></tr></table>`;
}

const paragraph = (text: string) =>
  `<p class="ink" style="margin:0 0 14px;${FONT};font-size:15px;line-height:23px;color:${LIGHT.ink};${BREAK}">${escapeHtml(text)}</p>`;

const small = (html: string) =>
  `<p class="soft" style="margin:0 0 6px;${FONT};font-size:12px;line-height:18px;color:${LIGHT.soft};${BREAK}">${html}</p>`;

const note = (text: string) =>
  `<p class="soft" style="margin:14px 0 0;${FONT};font-size:13px;line-height:20px;color:${LIGHT.soft};${BREAK}">${escapeHtml(text)}</p>`;

function facts(rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return "";
  const cell = `padding:9px 0;border-top:1px solid ${LIGHT.line};${FONT};font-size:14px;line-height:20px;vertical-align:top`;
  const row = ([label, value]: readonly [string, string]) =>
    `<tr><th scope="row" class="soft line" align="left" style="${cell};padding-right:16px;font-weight:400;white-space:nowrap;color:${LIGHT.soft}">${escapeHtml(label)}</th><td class="ink line" align="right" style="${cell};font-weight:600;color:${LIGHT.ink};${BREAK}">${escapeHtml(value)}</td></tr>`;
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" class="line" style="margin:4px 0 18px;border-bottom:1px solid ${LIGHT.line}">${rows.map(row).join("")}</table>`;
}

/** Outlook takes the cell's ground and padding, every other program the link's. */
function button({ label, url }: MailLink, { fill, on }: { fill: string; on: string }): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 6px"><tr><td class="fill" bgcolor="${fill}" style="background-color:${fill};border-radius:6px;mso-padding-alt:12px 22px"><a class="on" href="${escapeHtml(url)}" style="display:inline-block;padding:12px 22px;${FONT};font-size:15px;line-height:20px;font-weight:600;color:${on};text-decoration:none">${escapeHtml(label)}</a></td></tr></table>`;
}

const anchor = ({ label, url }: MailLink, color: string) =>
  `<a class="link" href="${escapeHtml(url)}" style="color:${color};text-decoration:underline">${escapeHtml(label)}</a>`;

const links = (items: readonly MailLink[], color: string) =>
  items
    .map(
      (item) =>
        `<p style="margin:12px 0 0;${FONT};font-size:15px;line-height:23px;${BREAK}">${anchor(item, color)}</p>`,
    )
    .join("\n");

const plainAddress = ({ url }: MailLink, words: string, color: string) =>
  `<p class="soft" style="margin:20px 0 0;${FONT};font-size:12px;line-height:18px;color:${LIGHT.soft};${BREAK}">${escapeHtml(words)} ${anchor({ label: url, url }, color)}</p>`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
