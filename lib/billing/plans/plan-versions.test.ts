import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { planVersion } from "#lib/billing/plan-version.ts";
import { followPlanVersions } from "#lib/billing/plans/follow-versions.ts";
import { AddPlanVersion, addPlanVersion, listPlanVersions } from "#lib/billing/plans/plan-versions.ts";
import { operatorChangeTenant } from "#lib/tenancy/operator-change-tenant.ts";

afterAll(closePools);

// In currencies that no other test uses, since plans are everybody's.
const terms = (currency: string, valid_from: string, more: object = {}) =>
  AddPlanVersion.parse({
    id: "pro",
    currency,
    valid_from,
    name: "Professional",
    monthly_price: "89",
    file_limit: 1000,
    storage_limit: 1000,
    api_calls_limit: 100,
    extra_file: "0.50",
    extra_gib: "10",
    extra_1k_api_calls: "0.1",
    cap_factor: 10,
    ...more,
  });

it("is in force from its month on, never before, and is not rewritten", async () => {
  const now = new Date("2026-11-30T23:59:59.999Z");
  await expect(addPlanVersion(terms("DKK", "2026-11"), now)).rejects.toMatchObject({ code: "month_begun" });
  await expect(addPlanVersion(terms("DKK", "2026-10"), now)).rejects.toMatchObject({ code: "month_begun" });
  await addPlanVersion(terms("DKK", "2026-12"), now);
  await expect(addPlanVersion(terms("DKK", "2026-12"), now)).rejects.toMatchObject({
    code: "plan_version_exists",
  });
  await addPlanVersion(terms("DKK", "2027-02", { monthly_price: "95.5" }), now);
  const priceOn = (on: string) =>
    withSystem(
      async (tx) => (await planVersion(tx, "pro", { currency: "DKK", on: new Date(on) })).monthlyPrice,
    );
  await expect(priceOn("2026-11-30T23:59:59Z")).rejects.toThrow("no prices in DKK");
  expect(await priceOn("2026-12-01T00:00:00Z")).toBe("89");
  expect(await priceOn("2027-01-31T23:59:59Z")).toBe("89");
  expect(await priceOn("2027-02-01T00:00:00Z")).toBe("95.5");
  const listed = (await listPlanVersions()).items.filter((plan) => plan.monthly_price.currency === "DKK");
  expect(listed.map((plan) => [plan.valid_from, plan.monthly_price.amount])).toEqual([
    ["2027-02-01", "95.50"],
    ["2026-12-01", "89.00"],
  ]);
});

it("prices the archive as the version before, and in a new currency as its storage, unless told", async () => {
  const now = new Date("2026-11-24T00:00:00Z");
  const first = await addPlanVersion(terms("CZK", "2026-12", { extra_gib: "230" }), now);
  expect(first).toMatchObject({
    archive_limit: 1024 * 2 ** 30,
    archive_cap: 10_240 * 2 ** 30,
    extra_archive_gib: { amount: "0.23", currency: "CZK" },
    restored_gib: { amount: "0.46", currency: "CZK" },
  });
  const own = { archive_limit: 5000, extra_archive_gib: "0.3", restored_gib: "0" };
  await addPlanVersion(terms("CZK", "2027-01", own), now);
  expect(await addPlanVersion(terms("CZK", "2027-02", { extra_gib: "999" }), now)).toMatchObject({
    archive_limit: 5000,
    extra_archive_gib: { amount: "0.30" },
    restored_gib: { amount: "0.00" },
  });
});

it("hard caps follow a new version from its month on; what an operator set stays", async () => {
  const before = new Date("2026-11-24T00:00:00Z");
  for (const id of ["free", "pro", "enterprise"] as const)
    await addPlanVersion(terms("SEK", "2026-12", { id }), before);
  await addPlanVersion(terms("SEK", "2027-01", { storage_limit: 5000, archive_limit: 70 }), before);
  const december = new Date("2026-12-15T00:00:00Z");
  const [own, raised] = [await makeTenant(), await makeTenant()];
  for (const { slug } of [own, raised])
    await operatorChangeTenant(slug, { currency: "SEK", plan: "pro" }, december);
  await operatorChangeTenant(own.slug, { storage_quota: 10_000, api_quota: 1000 }, december);
  await operatorChangeTenant(
    raised.slug,
    { storage_quota: 77_777, archive_quota: 42, api_quota: 1000 },
    december,
  );
  const caps = (id: string) =>
    withSystem(async (tx) => {
      const [row] = await tx.execute(
        sql`select storage_quota::int, archive_quota::float8, api_quota from tenants where id = ${id}`,
      );
      return row;
    });
  const follow = (at: string) => withSystem((tx) => followPlanVersions(tx, new Date(at)));
  await follow("2026-12-31T23:59:59.999Z");
  expect(await caps(own.id)).toEqual({
    storage_quota: 10_000,
    archive_quota: 10_240 * 2 ** 30,
    api_quota: 1000,
  });
  expect(await follow("2027-01-01T00:00:00Z")).toBeGreaterThan(0);
  expect(await caps(own.id)).toEqual({ storage_quota: 50_000, archive_quota: 700, api_quota: 1000 });
  expect(await caps(raised.id)).toEqual({ storage_quota: 77_777, archive_quota: 42, api_quota: 1000 });
  expect(await follow("2027-01-01T00:05:00Z")).toBe(0);
});
