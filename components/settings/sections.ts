import type { Role } from "#components/shell/types.ts";

export interface Section {
  href: string;
  label: string;
  roles: readonly Role[];
}

/** The pages of the organisation's settings, in the order they are listed. A page asks for the role itself. */
export const ORGANISATION_SECTIONS: readonly Section[] = [
  { href: "/settings", label: "General", roles: ["viewer", "editor", "admin"] },
  { href: "/settings/branding", label: "Branding", roles: ["admin"] },
  { href: "/settings/address", label: "Address and domains", roles: ["admin"] },
  { href: "/settings/members", label: "Members", roles: ["viewer", "editor", "admin"] },
  { href: "/settings/sign-in", label: "Sign-in", roles: ["admin"] },
  { href: "/settings/api-keys", label: "API keys", roles: ["admin"] },
  { href: "/settings/webhooks", label: "Webhooks", roles: ["admin"] },
  { href: "/settings/support", label: "Support access", roles: ["admin"] },
  { href: "/settings/audit-log", label: "Audit log", roles: ["admin"] },
  { href: "/settings/archive", label: "Storage and archive", roles: ["viewer", "editor", "admin"] },
  { href: "/settings/data", label: "Data", roles: ["admin"] },
  { href: "/settings/billing", label: "Plan and billing", roles: ["admin"] },
];

const EVERYBODY: readonly Role[] = ["viewer", "editor", "admin"];

/** The pages of a person's own account, in the order they are listed. */
export const PERSONAL_SECTIONS: readonly Section[] = [
  { href: "/account", label: "Profile", roles: EVERYBODY },
  { href: "/account/security", label: "Security", roles: EVERYBODY },
  { href: "/account/sessions", label: "Sessions", roles: EVERYBODY },
  { href: "/account/notifications", label: "Notifications", roles: EVERYBODY },
  { href: "/account/organisations", label: "Organisations", roles: EVERYBODY },
  { href: "/account/data", label: "Your data", roles: EVERYBODY },
];
