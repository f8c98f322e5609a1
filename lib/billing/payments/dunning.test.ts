import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { dunInvoice, invoicesToDun } from "./advance-dunning.ts";
import { closeInvoice } from "./close-invoice.ts";
import { noticeMails } from "./notices.ts";
import { recordPayment } from "./record-payment.ts";
import { operatorDecides } from "./suspension.ts";
import { type FinalInvoice, invoiceNow, makeFinalInvoice } from "./test/final-invoice.ts";

afterAll(closePools);

let tenantId: string;
beforeEach(async () => {
  tenantId = (await makeTenant()).id;
});

const DUE = "2026-03-30";
const on = (day: string) => new Date(`${day}T06:23:00Z`);
const sent = (given: FinalInvoice = {}) =>
  makeFinalInvoice(tenantId, { dueDate: DUE, status: "sent", ...given });
const notices = async () =>
  (
    await withSystem((tx) =>
      tx.select().from(outbox).where(eq(outbox.tenantId, tenantId)).orderBy(outbox.seq),
    )
  )
    .filter(({ name }) => name === "invoice/notice")
    .map(({ data }) => data.notice);
const access = async () =>
  (
    await withSystem((tx) =>
      tx
        .select({ active: tenants.isActive, since: billingAccounts.suspendedForPaymentAt })
        .from(tenants)
        .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
        .where(eq(tenants.id, tenantId)),
    )
  )[0];
const suspend = (isActive = false) =>
  withSystem(async (tx) => {
    await tx.update(tenants).set({ isActive }).where(eq(tenants.id, tenantId));
    await operatorDecides(tx, tenantId);
  });

describe("dunning, day by day", () => {
  it("reminds before and after, makes overdue, suspends with notice: each once, at its day", async () => {
    const { id } = await sent();
    const said: Record<string, unknown[]> = {};
    for (let offset = -6; offset <= 33; offset++) {
      const at = new Date(on(DUE).getTime() + offset * 86_400_000);
      const before = (await notices()).length;
      // Twice a day, as after a crash.
      for (let i = 0; i < 2; i++) await dunInvoice(id, at);
      const added = (await notices()).slice(before);
      if (added.length > 0) said[offset] = added;
      const { status } = await invoiceNow(id);
      expect(status, `day ${offset}`).toBe(offset > 0 ? "overdue" : "sent");
      expect((await access())?.active, `day ${offset}`).toBe(offset < 30);
    }
    expect(said).toEqual({
      "-3": ["reminder:-3"],
      1: ["reminder:1"],
      7: ["reminder:7"],
      14: ["reminder:14"],
      30: ["suspended"],
    });
  });

  it("makes up for missed days with the latest reminder only", async () => {
    const { id } = await sent();
    await dunInvoice(id, on("2026-04-10"));
    expect(await notices()).toEqual(["reminder:7"]);
    expect((await invoiceNow(id)).status).toBe("overdue");
  });

  it("finds what it has to look at, and nothing else", async () => {
    const due = await sent();
    const others = [
      await sent({ dueDate: "2026-04-20" }),
      await sent({ status: "paid" }),
      await sent({ status: "void" }),
      await sent({ status: "finalised" }),
    ];
    const found = await invoicesToDun(on("2026-03-28"));
    expect(found).toContain(due.id);
    for (const { id } of others) expect(found).not.toContain(id);
  });

  it("leaves what was settled in the meantime, and mails no reminder of it", async () => {
    await makeMember(tenantId, "admin");
    const { id } = await sent();
    await dunInvoice(id, on("2026-04-01"));
    expect(await noticeMails(id, "reminder:1")).toHaveLength(1);
    await recordPayment(id, { amount: "110.55", reference: "r" });
    await dunInvoice(id, on("2026-06-01"));
    expect(await noticeMails(id, "reminder:1")).toEqual([]);
    expect(await notices()).toEqual(["reminder:1"]);
  });
});

describe("suspension", () => {
  const LATE = on("2026-05-01");

  it("ends with the payment, and stands in the audit log", async () => {
    const { id } = await sent();
    await dunInvoice(id, LATE);
    expect(await access()).toMatchObject({ active: false, since: LATE });
    await recordPayment(id, { amount: "100", reference: "part" });
    expect((await access())?.active).toBe(false);
    await recordPayment(id, { amount: "10.55", reference: "rest" });
    expect(await access()).toEqual({ active: true, since: null });
    const rows = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, tenantId)),
    );
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["tenant.suspended", "tenant.restored"]),
    );
  });

  it("stays while another invoice is as late, and ends with the last of them, be it void", async () => {
    const [first, second] = [await sent(), await sent()];
    for (const { id } of [first, second]) await dunInvoice(id, LATE);
    await recordPayment(first.id, { amount: "110.55", reference: "r" });
    expect((await access())?.active).toBe(false);
    await closeInvoice(second.id, "void");
    expect((await access())?.active).toBe(true);
  });

  it("of an operator's own is not lifted by a payment, whichever came first", async () => {
    const { id } = await sent();
    await suspend();
    await dunInvoice(id, LATE);
    await recordPayment(id, { amount: "110.55", reference: "r" });
    expect((await access())?.active).toBe(false);

    await suspend(true);
    const other = await sent();
    await dunInvoice(other.id, LATE);
    expect(await access()).toMatchObject({ active: false, since: LATE });
    await suspend();
    await recordPayment(other.id, { amount: "110.55", reference: "r" });
    expect((await access())?.active).toBe(false);
  });

  it("that an operator lifted is not repeated for the same invoice", async () => {
    const { id } = await sent();
    await dunInvoice(id, LATE);
    await suspend(true);
    await dunInvoice(id, on("2026-05-02"));
    expect((await access())?.active).toBe(true);
  });
});

describe("the mails", () => {
  it("go to admins and billing contacts, each once, with amount, day and page", async () => {
    const admin = await makeMember(tenantId, "admin");
    await makeMember(tenantId, "viewer");
    await withSystem((tx) =>
      tx
        .update(billingAccounts)
        .set({ contacts: ["books@example.test", admin.email] })
        .where(eq(billingAccounts.tenantId, tenantId)),
    );
    const { id, number } = await sent();
    const mails = await noticeMails(id, "reminder:-3");
    expect(mails.map(({ to }) => to)).toEqual([admin.email, "books@example.test"].sort());
    expect(mails[0]?.subject).toBe(`Invoice ${number} is due soon`);
    expect(mails[0]?.paragraphs.join(" ")).toContain("110.55 USD");
    expect(mails[0]?.paragraphs.join(" ")).toContain(DUE);
    expect(mails[0]?.action?.url).toContain(`/invoices/${id}`);
    await recordPayment(id, { amount: "110.55", reference: "r" });
    expect((await noticeMails(id, "sent"))[0]?.paragraphs[0]).toMatch(/ is here\. It is paid\.$/);
  });
});
