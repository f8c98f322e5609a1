import type { Role } from "#db/schema/auth.ts";

export interface Permission {
  /** What may be done, as the interface says it. */
  may: string;
  /** The least role that may; higher ones may too. */
  role: Role;
  /** The routes that do it, by method and the beginning of the path; the longest match counts. */
  routes: readonly string[];
}

/**
 * What each role may do: the one table, shown where a role is chosen. A test holds every route's declaration against it
 * (permissions.test.ts), so a route that is missing here, or asks for another role, fails the run.
 */
export const PERMISSIONS: readonly Permission[] = [
  {
    may: "See files, quantities, estimates, carbon, prices and usage, and download them",
    role: "viewer",
    routes: [
      "GET /api/analytics",
      "GET /api/archival/restores",
      "GET /api/catalogue",
      "GET /api/cost-estimates",
      "POST /api/cost-estimates/search-similar",
      "GET /api/epd-choices",
      "GET /api/epds",
      "GET /api/files",
      "POST /api/files/{id}/changes",
      "GET /api/price-books",
      "GET /api/price-levels",
      "GET /api/projects",
      "GET /api/quick-search",
      "GET /api/settings",
      "GET /api/usage",
      "GET /api/work-item-libraries",
      "GET /api/billing/plans",
      "GET /api/webhooks/event-types",
    ],
  },
  {
    may: "See who else is a member; leave; manage their own account, sessions, second factor and notices",
    role: "viewer",
    routes: [
      "GET /api/members",
      "DELETE /api/members/{id}",
      "/api/me",
      "/api/notifications",
      "POST /api/client-errors",
      "DELETE /api/support-session",
    ],
  },
  {
    may: "Upload, process and delete files, keep them in hot storage, restore them from the archive",
    role: "editor",
    routes: [
      "GET /api/files/{id}/parts",
      "POST /api/files",
      "PUT /api/files",
      "PATCH /api/files",
      "DELETE /api/files",
    ],
  },
  {
    may: "Make estimates and price them again",
    role: "editor",
    routes: ["POST /api/cost-estimates", "PATCH /api/cost-estimates", "DELETE /api/cost-estimates"],
  },
  {
    may: "Set up bills of quantities, send them out and take what bidders return",
    role: "editor",
    routes: [
      "POST /api/cost-estimates/{id}/bill",
      "PUT /api/cost-estimates/{id}/bill",
      "PATCH /api/cost-estimates/{id}/bill",
      "DELETE /api/cost-estimates/{id}/bill",
    ],
  },
  {
    may: "Comment on estimates, and try what changes would make of them",
    role: "viewer",
    routes: [
      "POST /api/cost-estimates/{id}/comments",
      "PATCH /api/cost-estimates/{id}/comments",
      "DELETE /api/cost-estimates/{id}/comments",
      "POST /api/cost-estimates/{id}/what-if",
    ],
  },
  {
    may: "Save variants of estimates, ask for their review, share them by link",
    role: "editor",
    routes: [
      "POST /api/cost-estimates/{id}/variants",
      "DELETE /api/cost-estimates/{id}/variants",
      "PATCH /api/cost-estimates/{id}/review",
      "GET /api/cost-estimates/{id}/shares",
      "GET /api/projects/{id}/shares",
      "POST /api/cost-estimates/{id}/shares",
      "DELETE /api/cost-estimates/{id}/shares",
    ],
  },
  {
    may: "Approve estimates, take an approval back, issue what is approved and withdraw it",
    role: "admin",
    routes: ["POST /api/cost-estimates/{id}/issued-revisions"],
  },
  {
    may: "Create, change and archive projects",
    role: "editor",
    routes: ["POST /api/projects", "PUT /api/projects", "PATCH /api/projects", "DELETE /api/projects"],
  },
  {
    may: "See restricted projects, and say who else does",
    role: "admin",
    routes: ["PUT /api/projects/{id}/people"],
  },
  {
    may: "Import and change price books",
    role: "admin",
    routes: [
      "POST /api/price-books",
      "PUT /api/price-books",
      "DELETE /api/price-books",
      "PUT /api/price-levels",
      "PUT /api/epd-choices",
      "POST /api/epds",
      "DELETE /api/epds",
      "POST /api/work-item-libraries",
      "DELETE /api/work-item-libraries",
    ],
  },
  {
    may: "Invite, change and remove members; end their sessions, reset a lost second factor",
    role: "admin",
    routes: [
      "/api/invitations",
      "PATCH /api/members",
      "POST /api/members",
      "DELETE /api/members/{id}/sessions",
      "DELETE /api/members/{id}/second-factor",
    ],
  },
  {
    may: "Create, rotate and revoke API keys; set up webhooks",
    role: "admin",
    routes: ["/api/api-keys", "/api/webhooks"],
  },
  {
    may: "Change the organisation's settings, address, branding and how members sign in",
    role: "admin",
    routes: [
      "GET /api/settings/sign-in",
      "GET /api/settings/sso",
      "PATCH /api/settings",
      "PUT /api/settings",
      "POST /api/settings",
      "DELETE /api/settings",
      "/api/domains",
      "/api/support-access",
      "/api/tenant",
    ],
  },
  {
    may: "Set the rules of archival, archive files now, put files and projects on legal hold",
    role: "admin",
    routes: ["PUT /api/settings/archival", "/api/archival/preview", "/api/archival/runs"],
  },
  {
    may: "See invoices, usage in detail and the audit log; change plan and billing; export all data",
    role: "admin",
    routes: [
      "/api/audit-logs",
      "/api/billing",
      "/api/exports",
      "/api/invoices",
      "GET /api/usage/events",
      "GET /api/usage/top",
    ],
  },
];

/** The row of the table that a route belongs to; undefined for one that nobody has entered. */
export function permissionOf(method: string, pattern: string): Permission | undefined {
  let found: { permission: Permission; length: number } | undefined;
  for (const permission of PERMISSIONS)
    for (const route of permission.routes) {
      const [verb, path] = route.startsWith("/") ? [method, route] : (route.split(" ") as [string, string]);
      const matches =
        verb === method &&
        (pattern === path || pattern.startsWith(`${path}/`) || pattern.startsWith(`${path}.`));
      if (matches && path.length >= (found?.length ?? 0)) found = { permission, length: path.length };
    }
  return found?.permission;
}
