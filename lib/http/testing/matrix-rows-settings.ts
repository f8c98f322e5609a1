import { randomUUID } from "node:crypto";
import { claimDomain } from "#lib/domains/claim.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

const mailDomain = async (tenant: Fixture) => {
  const ctx = await systemCtx(tenant.id);
  const domain = `${randomUUID().slice(0, 8)}.${tenant.marker}.example`;
  // Few may be named at once.
  const { id } = await claimDomain(ctx, { domain, use: "mail" }).catch(async () => {
    const { listDomains } = await import("#lib/domains/list.ts");
    const [first] = (await listDomains(ctx, { use: "mail" })).items;
    return { id: first?.id ?? "" };
  });
  return { id };
};

/** Rows of settings, addresses, domains and branding. */
export const SETTINGS_ROWS: Record<string, Row> = {
  "GET /api/settings": { shows: true },
  "PATCH /api/settings": { body: () => ({ labor_rate: "46.00" }), shows: true },
  "GET /api/tenant/addresses": {},
  // The verb looked and said so: another slug would move the organisation that the other cases call.
  "PUT /api/tenant/slug": {
    person: true,
    body: ({ slug }) => ({ slug: `${slug.slice(0, 20)}-new`, confirm: "not it" }),
    answer: { status: 400, code: "confirmation_wrong" },
  },
  "GET /api/tenant/logo": { answer: { status: 404, code: "logo_not_found" } },
  "PUT /api/tenant/logo": {
    body: () => {
      const form = new FormData();
      form.set("file", new File(["GIF89a, which is no logo"], "logo.gif"));
      return form;
    },
    answer: { status: 415, code: "logo_type" },
  },
  "DELETE /api/tenant/logo": {},
  "GET /api/domains": { shows: true, before: mailDomain },
  "POST /api/domains": {
    body: async (tenant) => ({ domain: `office.${tenant.marker}.example`, use: "address" }),
    shows: true,
  },
  "POST /api/domains/{id}/check": { params: mailDomain, shows: true },
  "DELETE /api/domains/{id}": { params: mailDomain },
  "GET /api/me/notifications": { person: true },
  "PATCH /api/me/notifications": { person: true, body: () => ({ usage: false }) },
  "GET /api/me/first-steps": { person: true },
  "PATCH /api/me/first-steps": { person: true, body: () => ({ dismissed: true }) },
};
