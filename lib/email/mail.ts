import type { Locale } from "#lib/i18n/locales.ts";

export interface MailLink {
  label: string;
  /** Absolute, http or https. */
  url: string;
}

/**
 * Why somebody gets a mail. Its last lines say so, and it decides whether the mail goes to a suppressed address.
 * - `notice`: an admin, who can switch such mails off; `billing`: the same, or a contact of the billing account.
 * - `admin`: every admin, whatever they chose.
 * - `account`: the owner of an account, about its safety or because they asked for it.
 * - `sign_in`: the owner of an account, about a new sign-in, which they can switch off.
 * - `asked`: somebody who asked for what is told, which they can switch off.
 * - `invitation`: somebody whom an admin invited.
 */
export type MailReason = "notice" | "billing" | "admin" | "account" | "sign_in" | "asked" | "invitation";

/** What stands under every mail: why it came, and where to change that. */
export interface MailFooter {
  lines: string[];
  link: MailLink | null;
}

/** What a mail says; how it looks is made by `renderMail`. Plain text throughout, of which nothing is read as HTML. */
export interface Mail {
  to: string;
  /** In whose name and colours it comes; null: the product's. */
  tenantId: string | null;
  reason: MailReason;
  /** Language of all that it says, and of what stands under it. */
  locale: Locale;
  subject: string;
  /** What mail programs show beside the subject; the first paragraph unless told. */
  preheader?: string;
  /** Above the text; the subject unless told. */
  heading?: string;
  paragraphs: string[];
  /** Labels and values, such as amounts. */
  facts?: [label: string, value: string][];
  /** The one thing to do, a button. */
  action?: MailLink;
  /** Other places to go. */
  links?: MailLink[];
  /** Said after the button, in a smaller hand. */
  notes?: string[];
}
