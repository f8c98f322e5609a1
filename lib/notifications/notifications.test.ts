import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { GET, PATCH } from "#app/api/me/notifications/route.ts";
import { closePools } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { noticeMails } from "#lib/billing/payments/notices.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { config } from "#lib/config/index.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";
import { adminAddresses } from "#lib/usage/thresholds-mail.ts";

afterAll(closePools);

it("each admin chooses their mails; of what is owed somebody is always told", async () => {
  const tenant = await makeTenant();
  const [first, second] = [await makeMember(tenant.id, "admin"), await makeMember(tenant.id, "admin")];
  const viewer = await makeMember(tenant.id, "viewer");
  const host = `${tenant.slug}.${config().rootDomain}`;
  const headersOf = async ({ id }: { id: string }) => (await makeSession(id, tenant.id)).headers;
  const choose = async (who: { id: string }, body: object) =>
    call(PATCH, "PATCH", { host, headers: await headersOf(who), body });
  const both = [first.email, second.email].sort();

  expect(await (await call(GET, "GET", { host, headers: await headersOf(viewer) })).json()).toMatchObject({
    is_mailed: false,
    kinds: { usage: true, invoices: true },
  });
  expect(await adminAddresses(tenant.id, "usage")).toEqual(both);
  expect(await (await choose(first, { usage: false })).json()).toMatchObject({
    is_mailed: true,
    kinds: { usage: false, invoices: true },
  });
  expect(await adminAddresses(tenant.id, "usage")).toEqual([second.email]);
  await choose(second, { usage: false });
  expect(await adminAddresses(tenant.id, "usage")).toEqual([]);
  expect(await adminAddresses(tenant.id, "plan_changes")).toEqual(both);

  const { id } = await makeFinalInvoice(tenant.id, { status: "sent" });
  const told = async (notice: string) => (await noticeMails(id, notice)).map(({ to }) => to);
  expect(await told("sent")).toEqual(both);
  await choose(first, { invoices: false });
  await choose(second, { invoices: false, payment_reminders: false });
  expect(await told("sent")).toEqual([]);
  expect(await told("reminder:7")).toEqual([first.email]);
  await choose(first, { payment_reminders: false });
  expect(await told("reminder:7")).toEqual([first.email]);
  // Contacts of the billing account are no members: they get what they were named for.
  await withSystem((tx) =>
    tx
      .update(billingAccounts)
      .set({ contacts: ["books@example.test"] })
      .where(eq(billingAccounts.tenantId, tenant.id)),
  );
  expect(await told("sent")).toEqual(["books@example.test"]);

  for (const body of [{ sign_in_links: false }, {}, { usage: "no" }])
    expect(await problemOf(await choose(first, body))).toMatchObject({ code: "invalid_input" });
});
