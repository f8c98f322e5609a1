import { DEMO_SLUG, SUSPENDED } from "./stage.ts";
import type { Pages } from "./visits.ts";

const nobody = (path: string, host: string | null = null) => ({ as: "nobody" as const, host, path });
const admin = (path: string) => ({ as: "admin" as const, host: DEMO_SLUG, path });
const operator = (path: string) => ({ as: "operator" as const, host: null, path, englishOnly: true });

/** Every page of the product with something on it. A page without an entry fails `npm run screenshots`. */
export const PAGES: Pages = {
  "/": () => nobody("/"),
  "/pricing": () => nobody("/pricing"),
  "/sign-up": () => nobody("/sign-up"),
  "/sign-in": () => nobody("/sign-in", DEMO_SLUG),
  "/sign-in/token": () => nobody(`/sign-in/token#${"a".repeat(43)}`, DEMO_SLUG),
  "/forgot-password": () => nobody("/forgot-password", DEMO_SLUG),
  "/reset-password": () => nobody(`/reset-password#${"a".repeat(43)}`),
  "/confirm-email": () => nobody(`/confirm-email#${"a".repeat(43)}`, DEMO_SLUG),
  "/accept-invitation": ({ tenant }) => nobody(`/accept-invitation#${tenant.invitation}`, DEMO_SLUG),
  "/no-organisation": () => nobody("/no-organisation"),
  "/suspended": () => ({ as: "suspended", host: SUSPENDED, path: "/suspended" }),
  "/shared/[token]": ({ tenant }) => nobody(new URL(tenant.shared).pathname, DEMO_SLUG),
  "/verify": () => nobody("/verify"),
  "/verify/[sha256]": ({ tenant }) => nobody(`/verify/${tenant.issued}`),
  "/status": () => nobody("/status"),
  "/inbox": () => nobody("/inbox"),
  "/docs/api": () => ({ ...nobody("/docs/api", DEMO_SLUG), englishOnly: true }),
  "/docs/api/[tag]": () => ({ ...admin("/docs/api/projects"), englishOnly: true }),

  "/dashboard": () => admin("/dashboard"),
  "/projects": () => admin("/projects"),
  "/projects/[id]": ({ tenant }) => admin(`/projects/${tenant.project}`),
  "/files": () => admin("/files"),
  "/files/[id]": ({ tenant }) => admin(`/files/${tenant.file}`),
  "/files/[id]/changes": ({ tenant }) => admin(`/files/${tenant.file}/changes`),
  "/estimates": () => admin("/estimates"),
  "/estimates/new": () => admin("/estimates/new"),
  "/estimates/[id]": ({ tenant }) => admin(`/estimates/${tenant.estimate}`),
  "/estimates/[id]/bill": ({ tenant }) => admin(`/estimates/${tenant.estimate}/bill`),
  "/estimates/[id]/variants": ({ tenant }) =>
    admin(`/estimates/${tenant.estimate}/variants?ids=${tenant.variants.join(",")}`),
  "/similar": ({ tenant }) => admin(`/similar?like=${tenant.handEstimate}`),
  "/similar/compare": ({ tenant }) =>
    admin(`/similar/compare?ids=${[tenant.handEstimate, tenant.approved, tenant.estimate].join(",")}`),
  "/price-book": () => admin("/price-book"),
  "/price-book/work-items": () => admin("/price-book/work-items"),
  "/epds": () => admin("/epds"),
  "/epds/[id]": ({ tenant }) => admin(`/epds/${tenant.epd}`),
  "/usage": () => admin("/usage"),
  "/usage/events": () => admin("/usage/events"),
  "/invoices": () => admin("/invoices"),
  "/invoices/[id]": ({ platform }) => admin(`/invoices/${platform.invoice}`),
  "/notifications": () => admin("/notifications"),

  "/settings": () => admin("/settings"),
  "/settings/address": () => admin("/settings/address"),
  "/settings/api-keys": () => admin("/settings/api-keys"),
  "/settings/archive": () => admin("/settings/archive"),
  "/settings/archive/runs/[id]": ({ tenant }) => admin(`/settings/archive/runs/${tenant.archivalRun}`),
  "/settings/audit-log": () => admin("/settings/audit-log"),
  "/settings/billing": () => admin("/settings/billing"),
  "/settings/branding": () => admin("/settings/branding"),
  "/settings/data": () => admin("/settings/data"),
  "/settings/members": () => admin("/settings/members"),
  "/settings/sign-in": () => admin("/settings/sign-in"),
  "/settings/support": () => admin("/settings/support"),
  "/settings/webhooks": () => admin("/settings/webhooks"),
  "/settings/webhooks/[id]": ({ tenant }) => admin(`/settings/webhooks/${tenant.endpoint}`),

  "/account": () => admin("/account"),
  "/account/confirm": () => admin("/account/confirm"),
  "/account/data": () => admin("/account/data"),
  "/account/notifications": () => admin("/account/notifications"),
  "/account/organisations": () => admin("/account/organisations"),
  "/account/security": () => admin("/account/security"),
  "/account/sessions": () => admin("/account/sessions"),

  "/operator/sign-in": () => ({ ...nobody("/operator/sign-in"), englishOnly: true }),
  "/operator": () => operator("/operator"),
  "/operator/archive": () => operator("/operator/archive"),
  "/operator/archive/[id]": ({ platform }) => operator(`/operator/archive/${platform.archivalRun}`),
  "/operator/coupons": () => operator("/operator/coupons"),
  "/operator/errors": () => operator("/operator/errors"),
  "/operator/errors/[fingerprint]": ({ platform }) => operator(`/operator/errors/${platform.fingerprint}`),
  "/operator/invoices": () => operator("/operator/invoices"),
  "/operator/jobs": () => operator("/operator/jobs"),
  "/operator/log": () => operator("/operator/log"),
  "/operator/operators": () => operator("/operator/operators"),
  "/operator/plans": () => operator("/operator/plans"),
  "/operator/slow-requests": () => operator("/operator/slow-requests"),
  "/operator/status": () => operator("/operator/status"),
  "/operator/switches": () => operator("/operator/switches"),
  "/operator/tenants": () => operator("/operator/tenants"),
  "/operator/tenants/[slug]": () => operator(`/operator/tenants/${DEMO_SLUG}`),
  "/operator/traces/[id]": ({ platform }) => operator(`/operator/traces/${platform.trace}`),
  "/operator/usage-conflicts": () => operator("/operator/usage-conflicts"),
};

/** Served by the development server alone, which shows them after the rest. */
export const DEVELOPMENT_PAGES: Pages = {
  // Its parts ask for what nobody who is not signed in is given.
  "/dev/ui": () => ({ ...nobody("/dev/ui"), englishOnly: true, refused: true }),
  "/dev/mails": () => ({ ...nobody("/dev/mails"), englishOnly: true }),
};
