import { restoreWords } from "#lib/archival/restore-mail.ts";
import { emailChangeWords } from "#lib/auth/email-change-mail.ts";
import { resetMail, signInMail } from "#lib/auth/link-mail.ts";
import { securityWords } from "#lib/auth/security-mail.ts";
import { noticeWords } from "#lib/billing/payments/notices.ts";
import { domainWords } from "#lib/domains/notice-mail.ts";
import type { Mail } from "#lib/email/mail.ts";
import { exportWords } from "#lib/exports/export-mail.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { invitationWords } from "#lib/members/invitation-mail.ts";
import { deletionWords } from "#lib/tenancy/deletion-mail.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { refusedChangeWords, thresholdMail } from "#lib/usage/thresholds-mail.ts";
import { stoppedWords } from "#lib/webhooks/stopped-mail.ts";

/** What people type, which stands in the mails. */
export interface SampleWords {
  organisation: string;
  email: string;
  webhookUrl: string;
  problem: string;
}

export interface SampleMail {
  kind: string;
  mail: Mail;
}

const SLUG = "nordbau";
const TENANT = "00000000-0000-4000-8000-000000000000";

/** Every kind of mail as its own sender words it, in a language, for looking at and for tests. */
export function sampleMails(words: SampleWords, locale: Locale = "en"): SampleMail[] {
  const { organisation: name, email } = words;
  const origin = originOf(SLUG);
  const to = { to: email, tenantId: TENANT, locale };
  const tenant = { id: TENANT, tenantId: TENANT, name, slug: SLUG };
  const mails: Record<string, Omit<Mail, "to">> = {
    "Sign-in link": signInMail(to, name, [{ label: name, url: `${origin}/sign-in/token#${SECRET}` }]),
    "Sign-in links of several organisations": signInMail({ ...to, tenantId: null }, "Construction AI", [
      { label: name, url: `${origin}/sign-in/token#${SECRET}` },
      { label: "Südwerk Ingenieure", url: `${originOf("suedwerk")}/sign-in/token#${SECRET}` },
    ]),
    "Password reset": resetMail({ ...to, tenantId: null }, `${originOf(null)}/reset-password#${SECRET}`),
    Invitation: invitationWords(to, { name, role: "editor" }, `${origin}/accept-invitation#${SECRET}`),
    "Change of address, to the present one": emailChangeWords(
      { ...change(email), locale },
      "old",
      confirmation(origin),
    ),
    "Change of address, to the new one": emailChangeWords(
      { ...change(email), locale },
      "new",
      confirmation(origin),
    ),
    ...Object.fromEntries(
      SECURITY.map(([change, kind]) => [
        kind,
        securityWords({ ...SEEN, tenant_id: TENANT, email, change }, origin, TENANT, locale),
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(NOTICES).map(([kind, [notice, again]]) => [
        kind,
        noticeWords(
          notice,
          INVOICE,
          {
            name,
            left: "1110.55",
            total: "1200.00",
            currency: "EUR",
            page: `${origin}/invoices/${TENANT}`,
            cards: `${origin}/settings/billing`,
            again,
          },
          locale,
        ),
      ]),
    ),
    "Usage threshold": thresholdMail(
      { ...tenant, plan: "pro", storageQuota: 1, archiveQuota: 1, apiQuota: 1, currency: "EUR" },
      { storageLimit: 2, archiveLimit: 2, apiCallsLimit: 2 },
      { metric: "storage", threshold: 90 },
      locale,
    ),
    "Refused change of plan": refusedChangeWords(tenant, { plan: "free", reasons: [words.problem] }, locale),
    "Domain: record gone": domainWords(
      tenant,
      { domain: "nordbau.example", use: "address", notice: "lost" },
      locale,
    ),
    "Domain: given up": domainWords(
      tenant,
      { domain: "nordbau.example", use: "mail", notice: "taken_down" },
      locale,
    ),
    "Webhook endpoint paused": stoppedWords(
      { tenantId: TENANT, url: words.webhookUrl, status: "paused", statusReason: words.problem },
      name,
      `${origin}/settings/webhooks/${TENANT}`,
      locale,
    ),
    "Export ready": exportWords(
      { tenantId: TENANT, status: "ready", sha256: "9f86d081884c7d65".repeat(4), problem: null },
      name,
      `${origin}/settings/data`,
      locale,
    ),
    "Export failed": exportWords(
      { tenantId: TENANT, status: "failed", sha256: null, problem: words.problem },
      name,
      `${origin}/settings/data`,
      locale,
    ),
    "Restored file": restoreWords(
      "ready",
      { ...RESTORED, name, origin, filename: `${name}.ifc` },
      "asked",
      locale,
    ),
    "File back in hot storage": restoreWords(
      "ready",
      { ...RESTORED, name, origin, isHot: true },
      "asked",
      locale,
    ),
    "Restored files": restoreWords(
      "ready",
      { ...RESTORED, name, origin, batch: { files: 120, ready: 118, failed: 2 } },
      "asked",
      locale,
    ),
    "Restored file ends": restoreWords("expiring", { ...RESTORED, name, origin }, "notice", locale),
    "Restore failed": restoreWords(
      "failed",
      { ...RESTORED, name, origin, failure: words.problem },
      "asked",
      locale,
    ),
    ...Object.fromEntries(
      (["requested", "soon", "cancelled"] as const).map((notice) => [
        `Deletion ${notice}`,
        deletionWords(
          tenant,
          { notice, due_at: "2026-04-14T10:00:00.000Z" },
          [{ amount: "120.00", currency: "EUR" }],
          locale,
        ),
      ]),
    ),
  };
  return Object.entries(mails).map(([kind, mail]) => ({ kind, mail: { to: email, ...mail } }));
}

const RESTORED = {
  tenantId: TENANT,
  fileId: TENANT,
  filename: "office-block.ifc",
  isHot: false,
  expiresAt: new Date("2026-04-14T10:00:00.000Z"),
  failure: null,
  batch: null,
};
const SECRET = "k3Jd0sVQp8yXhT5nLr2mWc7bEa9uGfZi1oRt4wYx6Mq";
const confirmation = (origin: string) => `${origin}/confirm-email#${SECRET}`;
const change = (email: string) => ({ tenantId: TENANT, email, newEmail: `new.${email}` });

const SECURITY = [
  ["password_changed", "Password changed"],
  ["second_factor_enabled", "Second factor set up"],
  ["second_factor_disabled", "Second factor turned off"],
  ["second_factor_reset", "Second factor reset by an admin"],
  ["new_sign_in", "New sign-in"],
] as const;
const SEEN = {
  kind: "security" as const,
  at: "2026-03-14T09:26:53.000Z",
  ip: "203.0.113.7",
  user_agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
};

const INVOICE = {
  tenantId: TENANT,
  number: "INV-2026-000042",
  status: "sent" as const,
  dueDate: "2026-04-14",
  paymentUrl: "https://invoice.stripe.com/i/sample",
};
/** A notice and the day of the card's next attempt. */
const NOTICES: Record<string, [notice: string, again: string | null]> = {
  Invoice: ["sent", null],
  "Credit note": ["credit_note", null],
  "Invoice due soon": ["reminder:-3", null],
  "Invoice overdue": ["reminder:7", null],
  "Card declined": ["payment_failed:1", "2026-04-17"],
  Suspended: ["suspended", null],
};
