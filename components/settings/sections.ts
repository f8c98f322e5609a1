import type { Role } from "#components/shell/types.ts";
import type { Translator } from "#lib/i18n/messages.ts";

export interface Section {
  href: string;
  label: string;
  roles: readonly Role[];
}

/** The pages of the organisation's settings, in the order they are listed. A page asks for the role itself. */
export const organisationSections = (t: Translator<"shell">): readonly Section[] => [
  { href: "/settings", label: t("sections.general"), roles: ["viewer", "editor", "admin"] },
  { href: "/settings/branding", label: t("sections.branding"), roles: ["admin"] },
  { href: "/settings/address", label: t("sections.addressAndDomains"), roles: ["admin"] },
  { href: "/settings/members", label: t("sections.members"), roles: ["viewer", "editor", "admin"] },
  { href: "/settings/sign-in", label: t("sections.signIn"), roles: ["admin"] },
  { href: "/settings/api-keys", label: t("sections.apiKeys"), roles: ["admin"] },
  { href: "/settings/webhooks", label: t("sections.webhooks"), roles: ["admin"] },
  { href: "/settings/support", label: t("sections.supportAccess"), roles: ["admin"] },
  { href: "/settings/audit-log", label: t("sections.auditLog"), roles: ["admin"] },
  { href: "/settings/archive", label: t("sections.storageAndArchive"), roles: ["viewer", "editor", "admin"] },
  { href: "/settings/data", label: t("sections.data"), roles: ["admin"] },
  { href: "/settings/billing", label: t("sections.planAndBilling"), roles: ["admin"] },
];

const EVERYBODY: readonly Role[] = ["viewer", "editor", "admin"];

/** The pages of a person's own account, in the order they are listed. */
export const personalSections = (t: Translator<"shell">): readonly Section[] => [
  { href: "/account", label: t("sections.profile"), roles: EVERYBODY },
  { href: "/account/security", label: t("sections.security"), roles: EVERYBODY },
  { href: "/account/sessions", label: t("sections.sessions"), roles: EVERYBODY },
  { href: "/account/notifications", label: t("sections.notifications"), roles: EVERYBODY },
  { href: "/account/organisations", label: t("sections.organisations"), roles: EVERYBODY },
  { href: "/account/data", label: t("sections.yourData"), roles: EVERYBODY },
];
