import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { estimateSnapshots } from "#db/schema/issuing.ts";
import { withSystem } from "#db/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { unpackText } from "#lib/issuing/pack-snapshot.ts";
import { ChangeReview, changeReview } from "#lib/review/change-review.ts";
import { setPriceLevels } from "#lib/search/levels/set-price-levels.ts";
import { SetPriceLevels } from "#lib/search/levels/views.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ChangeBill, changeBill } from "./change-bill.ts";
import { addItem, editItem, removeItem } from "./edit-items.ts";
import { AddItem, EditItem } from "./items.ts";
import { readBill } from "./read-bill.ts";
import { SetSections, setSections } from "./set-sections.ts";

afterAll(closePools);

async function made() {
  const tenant = await makeFixture();
  const ctx = await systemCtx(tenant.id);
  const { id } = await createEstimate(
    ctx,
    CreateEstimate.parse({
      materials: {
        "Ready-mix concrete C30/37": { quantity: "10", unit: "m3" },
        Brick: { quantity: "12.345", unit: "m3" },
        "Reinforcement steel": { quantity: "900", unit: "kg" },
      },
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
    }),
  );
  return { tenant, ctx, id };
}

const signature = { name: "Ada", title: "Quantity surveyor" };
const approve = async (ctx: Awaited<ReturnType<typeof systemCtx>>, id: string) => {
  await changeReview(ctx, id, ChangeReview.parse({ state: "in_review" }));
  await changeReview(ctx, id, ChangeReview.parse({ state: "approved", signature }));
};
const actionsOf = (tenant: Fixture, action: string) =>
  withSystem((tx) =>
    tx
      .select()
      .from(auditLogs)
      .where(and(eq(auditLogs.tenantId, tenant.id), eq(auditLogs.action, action))),
  );

describe("a bill of quantities", () => {
  it("has every line in each classification, and its sections add up to the estimate", async () => {
    const { ctx, id } = await made();
    const estimate = await readEstimate(ctx, id, { elements: "false" });
    for (const classification of ["din_276", "nrm_2", "master_format", "uni_format"] as const) {
      const bill = await readBill(ctx, id, { classification });
      expect(bill.lines).toHaveLength(estimate.lines.length);
      const top = bill.sections.filter(({ level }) => level === 1);
      const cents = top.reduce((sum, { amount }) => sum + Number(amount.replace(".", "")), 0);
      expect(cents).toBe(Number(estimate.cost.likely.replace(".", "")));
      expect(bill.summary).toMatchObject({ sections: estimate.cost.likely, total: estimate.cost.likely });
    }
    // Entered by hand there is no class, so no cost group: all of it is there all the same.
    const din = await readBill(ctx, id);
    expect(din.sections).toMatchObject([{ code: null, title: null, lines: 3 }]);
    const nrm = await readBill(ctx, id, { classification: "nrm_2" });
    expect(nrm.sections.map(({ code }) => code)).toEqual(["11", "14"]);
  });

  it("keeps its terms and what was added when it is priced again, and tells the log", async () => {
    const { tenant, ctx, id } = await made();
    const { lines } = await readBill(ctx, id);
    const brick = lines.find(({ catalogue_id }) => catalogue_id === "brick");
    await changeBill(
      ctx,
      id,
      ChangeBill.parse({
        classification: "nrm_2",
        terms: { overheads: { kind: "percent", value: 8 }, vat: "19" },
      }),
    );
    await addItem(
      ctx,
      id,
      AddItem.parse({ kind: "provisional", description: "Art in building", unit_rate: 5000 }),
    );
    const alternate = await addItem(
      ctx,
      id,
      AddItem.parse({
        kind: "alternate",
        description: "Engineering brick",
        quantity: "12.345",
        unit: "m3",
        unit_rate: "500",
        replaces: brick?.item_id,
        chosen: true,
      }),
    );
    const before = await readBill(ctx, id);
    // 12.345 × 500 = 6172.50, less what it replaces.
    expect(alternate.items[1]).toMatchObject({ amount: "6172.50", chosen: true });
    const effect = 617_250 - Number(brick?.amount?.replace(".", ""));
    expect(before.summary.chosen).toBe((effect / 100).toFixed(2));
    expect(before.summary.provisional).toBe("5000.00");
    const works = Number(before.summary.sections.replace(".", "")) + effect;
    const overheads = Math.round((works * 8) / 100);
    expect(before.summary.mark_ups).toMatchObject([
      { name: "overheads", amount: (overheads / 100).toFixed(2) },
    ]);
    const net = works + overheads + 500_000;
    expect(before.summary.total).toBe(((net + Math.round(net * 0.19)) / 100).toFixed(2));

    await repriceEstimate(ctx, id, RepriceEstimate.parse({ labor_rate: "60" }));
    const after = await readBill(ctx, id);
    expect(after.terms).toEqual(before.terms);
    expect(after.items.map(({ item_id }) => item_id)).toEqual(before.items.map(({ item_id }) => item_id));
    expect(after.lines.map(({ item_id }) => item_id)).toEqual(before.lines.map(({ item_id }) => item_id));
    expect(after.summary.sections).not.toBe(before.summary.sections);
    expect(await actionsOf(tenant, "bill_item.added")).toHaveLength(2);
    expect(await actionsOf(tenant, "bill.changed")).toHaveLength(1);
  });

  it("chooses one alternate of a line, and refuses what makes no sense with the field at fault", async () => {
    const { ctx, id } = await made();
    const { lines } = await readBill(ctx, id);
    const line = lines[0]?.item_id ?? "";
    const add = (input: object) => addItem(ctx, id, AddItem.parse(input));
    const fault = (path: string) => ({ extra: { issues: [expect.objectContaining({ path })] } });
    const alternate = { kind: "alternate", description: "Other", unit_rate: "10", replaces: line };
    await add({ ...alternate, chosen: true });
    const { items } = await add({ ...alternate, chosen: true });
    expect(items.map(({ chosen }) => chosen)).toEqual([false, true]);
    await expect(add({ kind: "provisional", description: "No amount" })).rejects.toMatchObject(
      fault("unit_rate"),
    );
    await expect(add({ kind: "alternate", description: "Of nothing" })).rejects.toMatchObject(
      fault("replaces"),
    );
    await expect(add({ ...alternate, replaces: "L-0" })).rejects.toMatchObject(fault("replaces"));
    await expect(add({ ...alternate, kind: "option" })).rejects.toMatchObject(fault("replaces"));
    const option = await add({ kind: "option", description: "Unpriced" });
    const ref = { id, itemId: option.items[2]?.id ?? "" };
    await expect(editItem(ctx, ref, EditItem.parse({ chosen: true }))).rejects.toMatchObject(
      fault("unit_rate"),
    );
    const priced = await editItem(ctx, ref, EditItem.parse({ chosen: true, unit_rate: "99.99" }));
    expect(priced.items[2]).toMatchObject({ chosen: true, effect: "99.99" });
    await removeItem(ctx, ref);
    expect((await readBill(ctx, id)).items).toHaveLength(2);
    expect(() => AddItem.parse({ kind: "option", description: "x", quantity: "0" })).toThrow();
  });

  it("keeps an organisation's sections for its other bills, and gives the built-in one back", async () => {
    const { ctx, id } = await made();
    const put = (sections: object[]) =>
      setSections(ctx, id, SetSections.parse({ classification: "din_276", sections }));
    const moved = await put([{ catalogue_id: "brick", code: "331" }]);
    expect(moved.sections.map(({ code }) => code)).toEqual(["300", "330", "331", null]);
    expect(moved.summary.sections).toBe((await readBill(ctx, id)).summary.sections);
    const other = await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials: { Brick: 1 },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
      }),
    );
    expect((await readBill(ctx, other.id)).lines[0]).toMatchObject({ section: "331", built_in: null });
    await expect(
      put([
        { catalogue_id: "concrete-c30", code: "331" },
        { catalogue_id: "brick", code: "3-31" },
        { catalogue_id: "glulam", code: "361" },
      ]),
    ).rejects.toMatchObject({
      extra: {
        issues: [
          expect.objectContaining({ path: "sections.1.code" }),
          expect.objectContaining({ path: "sections.2.catalogue_id" }),
        ],
      },
    });
    // Nothing of it was kept.
    expect((await readBill(ctx, id)).lines.filter(({ section }) => section !== null)).toHaveLength(1);
    const back = await put([{ catalogue_id: "brick", code: null }]);
    expect(back.sections.map(({ code }) => code)).toEqual([null]);
  });

  it("of an approved estimate is what was approved, and stays it", async () => {
    const { tenant, ctx, id } = await made();
    const index = (value: string) =>
      setPriceLevels(
        ctx,
        SetPriceLevels.parse({
          index_values: [
            { series: "Ours", period: "2020", value: "100" },
            { series: "Ours", period: "2099", value },
          ],
        }),
      );
    await index("110");
    await setSections(
      ctx,
      id,
      SetSections.parse({ classification: "din_276", sections: [{ catalogue_id: "brick", code: "331" }] }),
    );
    await changeBill(
      ctx,
      id,
      ChangeBill.parse({
        terms: { escalation: { method: "series", series: "Ours", to: "2099-06-01" }, vat: "7" },
      }),
    );
    await addItem(ctx, id, AddItem.parse({ kind: "provisional", description: "Art", unit_rate: "100" }));
    await approve(ctx, id);
    const approved = await readBill(ctx, id);
    expect(approved).toMatchObject({ approved: true, summary: { escalation: { factor: "1.1" } } });

    const locked = { code: "bill_approved", status: 409 };
    await expect(changeBill(ctx, id, ChangeBill.parse({ terms: { vat: null } }))).rejects.toMatchObject(
      locked,
    );
    await expect(
      addItem(ctx, id, AddItem.parse({ kind: "provisional", description: "More", unit_rate: "1" })),
    ).rejects.toMatchObject(locked);
    await expect(removeItem(ctx, { id, itemId: approved.items[0]?.id ?? "" })).rejects.toMatchObject(locked);
    // What the organisation changes elsewhere does not reach it.
    const other = await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials: { Brick: 1 },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
      }),
    );
    await setSections(
      ctx,
      other.id,
      SetSections.parse({ classification: "din_276", sections: [{ catalogue_id: "brick", code: "341" }] }),
    );
    await index("150");
    expect(await readBill(ctx, id)).toEqual({ ...approved, series: expect.anything() });

    const [snapshot] = await withSystem((tx) =>
      tx.select().from(estimateSnapshots).where(eq(estimateSnapshots.tenantId, tenant.id)),
    );
    if (!snapshot) throw new Error("There is no snapshot");
    const { bill } = JSON.parse((await unpackText(snapshot)).toString());
    expect(bill).toMatchObject({
      classification: "din_276",
      terms: { vat: "7" },
      index: { after: { value: "110" } },
      mappings: [expect.objectContaining({ catalogueId: "brick", code: "331" })],
      items: [expect.objectContaining({ description: "Art", unit_rate: "100" })],
    });

    await changeReview(ctx, id, ChangeReview.parse({ state: "draft", reason: "Prices moved" }));
    const reopened = await readBill(ctx, id);
    expect(reopened.summary.escalation?.factor).toBe("1.5");
    expect(reopened.lines.find(({ catalogue_id }) => catalogue_id === "brick")?.section).toBe("341");
    await changeBill(ctx, id, ChangeBill.parse({ terms: { vat: null } }));

    // The series goes: nothing is added, and nobody signs that.
    await setPriceLevels(
      ctx,
      SetPriceLevels.parse({ index_values: [{ series: "Theirs", period: "2020", value: "100" }] }),
    );
    expect((await readBill(ctx, id)).summary.escalation).toMatchObject({ factor: "1", index: null });
    await expect(approve(ctx, id)).rejects.toMatchObject({ code: "bill_index_missing", status: 409 });
  });

  it("refuses an unknown series, a part of the smallest coin, and amounts that cannot be counted", async () => {
    const { ctx, id } = await made();
    const change = (terms: object) => changeBill(ctx, id, ChangeBill.parse({ terms }));
    await expect(
      change({ escalation: { method: "series", series: "Nowhere", to: "2030-01-01" } }),
    ).rejects.toMatchObject({ code: "bill_terms_invalid" });
    await expect(change({ profit: { kind: "lump", value: "10.005" } })).rejects.toMatchObject({
      extra: { issues: [expect.objectContaining({ path: "terms.profit.value" })] },
    });
    await change({ profit: { kind: "lump", value: "9999999999999" } });
    await expect(change({ vat: "999" })).rejects.toMatchObject({ code: "amount_too_large" });
    expect((await readBill(ctx, id)).terms.vat).toBeNull();
    expect(() => ChangeBill.parse({ terms: { vat: "-3" } })).toThrow();
    expect(() =>
      ChangeBill.parse({ terms: { escalation: { method: "rate", to: "soon", rate: "3" } } }),
    ).toThrow();
    expect(() => ChangeBill.parse({})).toThrow();
  });
});
