import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ChangeAccount, changeAccount, readAccount } from "#lib/billing/plans/account.ts";
import { hasVatForm } from "#lib/billing/plans/tax-id.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const change = (input: unknown) => changeAccount(ctx, ChangeAccount.parse(input));

it("starts with the defaults, changes what is given, and writes the audit row", async () => {
  expect(await readAccount(ctx)).toMatchObject({
    currency: "USD",
    tax_percent: "10",
    contacts: [],
    card: null,
  });
  await change({ legal_name: "Müller Bau GmbH", country: "de", tax_id: "DE 123 456 789" });
  const after = await change({ contacts: ["Books@Example.test", "books@example.test"], address: "" });
  expect(after).toMatchObject({
    legal_name: "Müller Bau GmbH",
    country: "DE",
    tax_id: "DE123456789",
    contacts: ["books@example.test"],
    address: null,
  });
  const rows = await withSystem((tx) =>
    tx.select().from(auditLogs).where(eq(auditLogs.tenantId, ctx.tenant.id)),
  );
  expect(rows.map(({ action }) => action)).toEqual(["billing_account.changed", "billing_account.changed"]);
});

it("holds a VAT number to its country's form, also when only the country changes", async () => {
  await expect(change({ country: "AT", tax_id: "DE123456789" })).rejects.toMatchObject({
    code: "tax_id_invalid",
  });
  await change({ country: "US", tax_id: "12-3456789" });
  await expect(change({ country: "FR" })).rejects.toMatchObject({ code: "tax_id_invalid" });
  expect(await readAccount(ctx)).toMatchObject({ country: "US", tax_id: "12-3456789" });
});

it("keeps the tax id while a reverse charge rests on it", async () => {
  await change({ country: "DE", tax_id: "DE123456789" });
  await withSystem((tx) =>
    tx
      .update(billingAccounts)
      .set({ reverseCharge: true })
      .where(eq(billingAccounts.tenantId, ctx.tenant.id)),
  );
  await expect(change({ tax_id: "" })).rejects.toMatchObject({ code: "tax_id_required", status: 400 });
  expect(await change({ tax_id: "DE987654321" })).toMatchObject({ tax_id: "DE987654321" });
});

it("takes an address of ten lines, which an invoice has room for, and no more", async () => {
  const lines = (n: number) => Array.from({ length: n }, (_, i) => `line ${i + 1}`).join("\n");
  expect(await change({ address: lines(10) })).toMatchObject({ address: lines(10) });
  expect(ChangeAccount.safeParse({ address: lines(11) }).success).toBe(false);
});

it.each([
  ["DE", "DE123456789", true],
  ["DE", "DE12345678", false],
  ["AT", "ATU12345678", true],
  ["GR", "EL123456789", true],
  ["GR", "GR123456789", false],
  ["FR", "FR XX 123456789", true],
  ["NL", "NL123456789B01", true],
  ["IE", "IE1234567WA", true],
  ["XI", "XI123456789", true],
  ["US", "whatever", true],
])("%s %s: %s", (country, taxId, valid) => {
  expect(hasVatForm(country, taxId)).toBe(valid);
});

it.each([[{}], [{ country: "XX" }], [{ country: "DEU" }], [{ contacts: ["no mail"] }], [{ tax_rate: "0" }]])(
  "refuses %j",
  (input) => {
    expect(ChangeAccount.safeParse(input).success).toBe(false);
  },
);

it("is for admins", async () => {
  const editor: Ctx = { ...ctx, principal: { kind: "api_key", keyId: ctx.tenant.id, role: "editor" } };
  await expect(readAccount(editor)).rejects.toMatchObject({ code: "role_required" });
});
