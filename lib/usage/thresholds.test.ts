import { randomUUID } from "node:crypto";
import { and, eq, like } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { planChanges } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/index.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { GIB, tenants } from "#db/schema/tenants.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { changePlan } from "#lib/billing/plans/change-plan.ts";
import { checkThresholds } from "./thresholds.ts";
import { adminAddresses, mailThreshold } from "./thresholds-mail.ts";

afterAll(closePools);

const NOW = new Date("2026-11-24T12:00:00Z");
const DECEMBER = new Date("2026-12-01T00:00:00Z");

let serial = 0;
const use = (tenantId: string, kind: "file_processed" | "api_call", quantity: number, at: Date = NOW) =>
  withSystem((tx) =>
    tx
      .insert(usageEvents)
      .values({ tenantId, key: `threshold:${serial++}`, kind, quantity: String(quantity), occurredAt: at }),
  );
const store = (id: string, bytes: number) =>
  withSystem((tx) => tx.update(tenants).set({ storageUsed: bytes }).where(eq(tenants.id, id)));
const checked = async (id: string, now = NOW) =>
  (await checkThresholds(now))
    .filter((reached) => reached.tenant_id === id)
    .map(({ metric, threshold, period }) => `${metric} ${threshold} ${period}`)
    .sort();

it("notes 90 and 100 % at the very unit, once a month", async () => {
  const { id } = await makeTenant();
  await use(id, "file_processed", 89);
  await use(id, "api_call", 8_999);
  await store(id, 9 * GIB - 1);
  expect(await checked(id)).toEqual([]);
  await use(id, "file_processed", 1);
  await use(id, "api_call", 1);
  await store(id, 9 * GIB);
  expect(await checked(id)).toEqual([
    "api_calls 90 2026-11-01",
    "files 90 2026-11-01",
    "storage 90 2026-11-01",
  ]);
  expect(await checked(id)).toEqual([]);
  await use(id, "file_processed", 10);
  expect(await checked(id)).toEqual(["files 100 2026-11-01"]);
  // The next month starts anew; what is stored is still stored.
  expect(await checked(id, DECEMBER)).toEqual(["storage 90 2026-12-01"]);
});

it("the month's last instant counts to it, the next month's first does not", async () => {
  const { id } = await makeTenant();
  await use(id, "file_processed", 60, new Date("2026-10-31T23:59:59.999Z"));
  await use(id, "file_processed", 60, new Date("2026-11-01T00:00:00Z"));
  await use(id, "file_processed", 40, DECEMBER);
  expect(await checked(id)).toEqual([]);
  await use(id, "file_processed", 30, new Date("2026-11-30T23:59:59.999Z"));
  expect(await checked(id)).toEqual(["files 90 2026-11-01"]);
});

it("of the archive against what the plan includes of it", async () => {
  const { id } = await makeTenant({ plan: "pro" });
  const filled = (gib: number) =>
    withSystem((tx) =>
      tx
        .update(tenants)
        .set({ archiveUsed: gib * GIB })
        .where(eq(tenants.id, id)),
    );
  await filled(921);
  expect(await checked(id)).toEqual([]);
  await filled(922);
  expect(await checked(id)).toEqual(["archive 90 2026-11-01"]);
});

it("two workers at once announce each threshold once", async () => {
  const { id } = await makeTenant();
  await use(id, "file_processed", 120);
  const found = (await Promise.all([1, 2, 3, 4].map(() => checkThresholds(NOW)))).flat();
  expect(found.filter((reached) => reached.tenant_id === id)).toHaveLength(2);
  const events = await withSystem((tx) =>
    tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.tenantId, id), eq(outbox.name, "usage/threshold.reached"))),
  );
  expect(events.map(({ data }) => data)).toEqual(
    expect.arrayContaining([
      { tenant_id: id, metric: "files", threshold: 90, period: "2026-11-01" },
      { tenant_id: id, metric: "files", threshold: 100, period: "2026-11-01" },
    ]),
  );
  expect(events).toHaveLength(2);
});

it("an upgrade in the middle of the month announces each threshold again, for what the new plan includes", async () => {
  const { id } = await makeTenant();
  const at = (time: string) => new Date(`2026-11-24T${time}Z`);
  await withSystem((tx) =>
    tx
      .update(planChanges)
      .set({ effectiveAt: at("00:00:00") })
      .where(eq(planChanges.tenantId, id)),
  );
  await use(id, "file_processed", 120);
  expect(await checked(id)).toEqual(["files 100 2026-11-01", "files 90 2026-11-01"]);
  await withSystem((tx) =>
    changePlan(tx, { tenantId: id, planId: "pro", requestedBy: "test", now: at("13:00:00") }),
  );
  expect(await checked(id, at("14:00:00"))).toEqual([]);
  await use(id, "file_processed", 780);
  const twice = await Promise.all([checked(id, at("15:00:00")), checked(id, at("15:00:00"))]);
  expect(twice.flat()).toEqual(["files 90 2026-11-01"]);
  expect(await checked(id, at("16:00:00"))).toEqual([]);
});

it("a suspended organisation is not warned", async () => {
  const { id } = await makeTenant();
  await use(id, "file_processed", 120);
  await withSystem((tx) => tx.update(tenants).set({ isActive: false }).where(eq(tenants.id, id)));
  expect(await checked(id)).toEqual([]);
});

it("the mail goes to the admins alone, and says what happens at 100 %", async () => {
  const { id, slug } = await makeTenant();
  const [admin] = await Promise.all([makeMember(id, "admin"), makeMember(id, "editor")]);
  expect(await adminAddresses(id, "usage")).toEqual([admin.email]);
  await mailThreshold(randomUUID(), admin.email, {
    tenant_id: id,
    metric: "api_calls",
    threshold: 90,
    period: "2026-11-01",
  });
  const [mail] = await withSystem((tx) =>
    tx.select().from(caughtMails).where(eq(caughtMails.recipient, admin.email)),
  );
  expect(mail?.subject).toBe(`${slug} has used 90% of its API calls`);
  expect(mail?.text).toContain("refuses calls until the next month");
  expect(mail?.text).toContain(`${slug}.`);

  // Where an operator raised the cap, calls go on and are paid for; files of the free plan end all the same.
  await withSystem((tx) => tx.update(tenants).set({ apiQuota: 20_000 }).where(eq(tenants.id, id)));
  for (const metric of ["api_calls", "files", "storage", "archive"] as const)
    await mailThreshold(randomUUID(), admin.email, {
      tenant_id: id,
      metric,
      threshold: 100,
      period: "2026-11-01",
    });
  const later = await withSystem((tx) =>
    tx
      .select()
      .from(caughtMails)
      .where(and(eq(caughtMails.recipient, admin.email), like(caughtMails.subject, "%100\\%%"))),
  );
  const saying = (what: string) => later.find(({ subject }) => subject.endsWith(what))?.text;
  expect(saying("API calls")).toContain("prices per unit hold");
  expect(saying("processed files")).toContain("processes no further files");
  expect(saying("storage")).toContain("takes no further files");
  expect(saying("archive")).toContain("archives no further files");
});
