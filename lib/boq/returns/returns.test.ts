import { buffer } from "node:stream/consumers";
import { and, eq } from "drizzle-orm";
import { readSheet } from "read-excel-file/node";
import { afterAll, describe, expect, it, vi } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { GET as comparison } from "#app/api/cost-estimates/[id]/bill/comparison/route.ts";
import { GET as comparisonWorkbook } from "#app/api/cost-estimates/[id]/bill/comparison/workbook/route.ts";
import { DELETE as remove } from "#app/api/cost-estimates/[id]/bill/returns/[returnId]/route.ts";
import { POST as check } from "#app/api/cost-estimates/[id]/bill/returns/check/route.ts";
import { POST as accept, GET as list } from "#app/api/cost-estimates/[id]/bill/returns/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { boqReturns } from "#db/schema/boq.ts";
import { withSystem } from "#db/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeFixture } from "#lib/http/testing/fixture.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ChangeBill, changeBill } from "../change-bill.ts";
import { addItem } from "../edit-items.ts";
import { AddItem } from "../items.ts";
import { readBill } from "../read-bill.ts";
import { SendBill, sendBill } from "../send-bill.ts";
import { fillBill } from "../test/fill-bill.ts";

afterAll(closePools);
// Each workbook is read in a thread of its own, which takes its time to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

async function made() {
  const tenant = await makeFixture();
  const ctx = await systemCtx(tenant.id);
  const { id } = await createEstimate(
    ctx,
    CreateEstimate.parse({
      materials: {
        "concrete-c30": { quantity: "10", unit: "m3" },
        brick: { quantity: "12.345", unit: "m3" },
        rebar: { quantity: "900", unit: "kg" },
      },
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
    }),
  );
  const at = { host: tenant.host, headers: tenant.keys.admin, params: { id } };
  const form = (bidder: string, bytes: Buffer, seen?: string) => {
    const data = new FormData();
    data.set("bidder", bidder);
    if (seen !== undefined) data.set("seen", seen);
    data.set("file", new File([new Uint8Array(bytes)], `${bidder}.xlsx`));
    return data;
  };
  const checked = (bidder: string, bytes: Buffer) =>
    call(check, "POST", { ...at, body: form(bidder, bytes) });
  const accepted = (bidder: string, bytes: Buffer, seen: string) =>
    call(accept, "POST", { ...at, body: form(bidder, bytes, seen) });
  return {
    tenant,
    ctx,
    id,
    at,
    checked,
    accepted,
    sent: async (query: object = {}) =>
      buffer((await sendBill(ctx, id, SendBill.parse({ locale: "en", ...query }))).body),
    received: async (bidder: string, bytes: Buffer) => {
      const { seen } = await (await checked(bidder, bytes)).json();
      const answer = await accepted(bidder, bytes, seen);
      expect(answer.status).toBe(201);
      return answer.json();
    },
    compared: async () => (await call(comparison, "GET", at)).json(),
  };
}

const kinds = ({ differences }: { differences: { kind: string }[] }) => differences.map(({ kind }) => kind);

describe("a bill that is sent out", () => {
  it("has every item with its id and no price, and what is asked for in German", async () => {
    const { sent, ctx, id } = await made();
    await changeBill(
      ctx,
      id,
      ChangeBill.parse({ terms: { preliminaries: { kind: "lump", value: "2500" } } }),
    );
    await addItem(ctx, id, AddItem.parse({ kind: "provisional", description: "=1+1", unit_rate: "5000" }));
    const { lines } = await readBill(ctx, id);
    const rows = await readSheet(await sent({ classification: "nrm_2" }));
    const items = rows.filter(([itemId]) => /^[LAP]-/.test(String(itemId)));
    expect(items.map(([itemId]) => itemId)).toEqual([
      "P-preliminaries",
      ...lines
        .toSorted(
          (a, b) => items.findIndex(([i]) => i === a.item_id) - items.findIndex(([i]) => i === b.item_id),
        )
        .map(({ item_id }) => item_id),
      expect.stringMatching(/^A-/),
    ]);
    expect(items.map((row) => row[5])).toEqual([null, null, null, null, 5000]);
    // A text is no formula, whatever it begins with.
    expect(items.at(-1)?.[2]).toBe("=1+1");
    expect(rows.some((row) => row[1] === "14" && row[2] === "Masonry")).toBe(true);
    const german = await readSheet(await sent({ locale: "de", classification: "nrm_2" }));
    expect(german[5]?.[0]).toBe("Positionskennung");
    expect(german.some((row) => row[2] === "Mauerarbeiten")).toBe(true);
    const own = await readSheet(await sent({ prices: "own" }));
    expect(own.filter(([itemId]) => /^L-/.test(String(itemId))).every((row) => Number(row[5]) > 0)).toBe(
      true,
    );
  });
});

describe("a bill that comes back", () => {
  it("is matched by item id, and its prices are taken at the bill's quantities", async () => {
    const { sent, received, tenant, id, at } = await made();
    const rates = [100.5, 250, 1.25];
    const bytes = await fillBill(await sent(), (_, row) => ({ rate: rates[row] ?? null }));
    const answer = await received("Acme Builders", bytes);
    // In the order of the estimate: 10 × 100.50 + 12.345 × 250 + 900 × 1.25.
    expect(answer).toMatchObject({
      bidder: "Acme Builders",
      version: 1,
      stands: true,
      items: 3,
      priced: 3,
      missing: 0,
      differences: [],
      total: (await quantities(at))
        .reduce((sum, q, row) => sum + Math.round(q * (rates[row] ?? 0) * 100) / 100, 0)
        .toFixed(2),
    });
    const [row] = await withSystem((tx) =>
      tx
        .select()
        .from(auditLogs)
        .where(and(eq(auditLogs.tenantId, tenant.id), eq(auditLogs.action, "bill_return.accepted"))),
    );
    expect(row).toMatchObject({ targetId: id });
  });

  it("has every difference told by row before anything of it is kept", async () => {
    const { sent, checked, ctx, id, tenant } = await made();
    await addItem(ctx, id, AddItem.parse({ kind: "provisional", description: "Art", unit_rate: "5000" }));
    await addItem(ctx, id, AddItem.parse({ kind: "option", description: "Awning" }));
    const bytes = await fillBill(
      await sent(),
      (row, at) => {
        if (at === 0)
          return { rate: 10, quantity: row.quantity + 1, unit: "m", description: "Something else" };
        if (at === 1) return { rate: 20, amount: 1 };
        if (at === 2) return null;
        return row.itemId.startsWith("A-") && row.rate === 5000
          ? { rate: 1 }
          : { rate: "on request", amount: null };
      },
      [
        ["L-0000000000000000", null, "Ours", 1, "m", 99, 99],
        [null, null, "Without an id", 1, "m", 7, 7],
      ],
    );
    const again = await readSheet(bytes);
    const first = again.find(([itemId]) => /^L-/.test(String(itemId)));
    const doubled = await fillBill(
      bytes,
      () => ({}),
      first ? [first.map((cell) => (typeof cell === "number" ? cell : String(cell ?? "")))] : [],
    );
    const answer = await (await checked("Odd Ltd", doubled)).json();
    expect(kinds(answer).toSorted()).toEqual(
      [
        "arithmetic",
        "description",
        "fixed",
        "missing",
        "not_a_rate",
        "quantity",
        "twice",
        "unit",
        "unknown",
        "unknown",
      ].toSorted(),
    );
    expect(answer.differences.find(({ kind }: { kind: string }) => kind === "not_a_rate")).toMatchObject({
      found: "on request",
      row: expect.any(Number),
    });
    expect(answer).toMatchObject({ missing: 1, items: 5 });
    expect(
      await withSystem((tx) => tx.select().from(boqReturns).where(eq(boqReturns.tenantId, tenant.id))),
    ).toEqual([]);
  });

  it("is kept only as it was seen: another bill or file is checked anew", async () => {
    const { sent, checked, accepted, ctx, id } = await made();
    const bytes = await fillBill(await sent(), () => ({ rate: 10 }));
    const { seen } = await (await checked("Acme", bytes)).json();
    const other = await fillBill(await sent(), () => ({ rate: 11 }));
    const refused = await accepted("Acme", other, seen);
    expect(refused.status).toBe(409);
    expect(await problemOf(refused)).toMatchObject({ code: "differences_unseen" });
    await addItem(ctx, id, AddItem.parse({ kind: "option", description: "Awning" }));
    expect((await accepted("Acme", bytes, seen)).status).toBe(409);
    const anew = await (await checked("Acme", bytes)).json();
    expect(kinds(anew)).toEqual(["missing"]);
    expect((await accepted("Acme", bytes, anew.seen)).status).toBe(201);
  });

  it("of the same bidder stands instead of the one before, which stays, and comes back when it is taken away", async () => {
    const { sent, received, at, compared } = await made();
    const first = await received("Acme", await fillBill(await sent(), () => ({ rate: 10 })));
    const second = await received(" ACME ", await fillBill(await sent(), () => ({ rate: 12 })));
    expect(second.version).toBe(2);
    const { items } = await (await call(list, "GET", at)).json();
    expect(items.map(({ id, stands }: { id: string; stands: boolean }) => [id, stands])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    expect((await compared()).bidders).toMatchObject([{ return_id: second.id, version: 2 }]);
    const gone = await call(remove, "DELETE", { ...at, params: { ...at.params, returnId: second.id } });
    expect(gone.status).toBe(204);
    expect((await compared()).bidders).toMatchObject([{ return_id: first.id, version: 1 }]);
  });

  it("is refused with what to do where it is none of this estimate", async () => {
    const { checked, sent } = await made();
    const other = await made();
    const refusal = async (bytes: Buffer) => problemOf(await checked("Acme", bytes));
    expect(await refusal(Buffer.from("no workbook"))).toMatchObject({ code: "bill_unreadable", status: 400 });
    expect(await refusal(Buffer.concat([(await sent()).subarray(0, 400), Buffer.alloc(40)]))).toMatchObject({
      code: "bill_unreadable",
    });
    expect(await refusal(await other.sent())).toMatchObject({ code: "bill_of_another" });
    const plain = await writeWorkbook([[{ type: String, value: "Price list" }]]).toBuffer();
    expect(await refusal(plain)).toMatchObject({ code: "bill_columns_missing" });
    expect(await problemOf(await checked("  ", await sent()))).toMatchObject({
      issues: [expect.objectContaining({ path: "bidder" })],
    });
  });
});

describe("bidders side by side", () => {
  it("have the lowest of each item and outliers marked, missing prices told, and the estimate beside them", async () => {
    const { sent, received, compared, ctx, id, at } = await made();
    await addItem(ctx, id, AddItem.parse({ kind: "provisional", description: "Art", unit_rate: "5000" }));
    const bytes = await sent();
    const price = (rates: (number | null)[]) =>
      fillBill(bytes, (_, at) => (at < 3 ? { rate: rates[at] ?? null } : {}));
    await received("Alpha", await price([100, 200, 1]));
    await received("Beta", await price([102, 210, 1.05]));
    await received("Gamma", await price([180, 205, null]));
    const answer = await compared();
    const [a, b, c, art] = answer.items;
    expect(a.prices.map(({ outlier }: { outlier: boolean }) => outlier)).toEqual([false, false, true]);
    expect(a.prices.map(({ lowest }: { lowest: boolean }) => lowest)).toEqual([true, false, false]);
    expect(a.median).toBe("102");
    expect(b.prices.some(({ outlier }: { outlier: boolean }) => outlier)).toBe(false);
    // Of two prices nothing can be told.
    expect(c.prices[2]).toMatchObject({ rate: null, amount: null, outlier: false });
    expect(art.prices.map(({ rate, lowest }: { rate: string; lowest: boolean }) => [rate, lowest])).toEqual([
      ["5000", false],
      ["5000", false],
      ["5000", false],
    ]);
    const amount = (rates: number[]) =>
      [a, b, c].reduce(
        (sum, { quantity }, row) => sum + Math.round(Number(quantity) * (rates[row] ?? 0) * 100),
        500_000,
      ) / 100;
    expect(answer.bidders).toMatchObject([
      { bidder: "Alpha", total: amount([100, 200, 1]).toFixed(2), missing: 0, lowest: true, outliers: 0 },
      { bidder: "Beta", total: amount([102, 210, 1.05]).toFixed(2), missing: 0, lowest: false },
      {
        bidder: "Gamma",
        total: amount([180, 205, 0]).toFixed(2),
        missing: 1,
        lowest: false,
        outliers: 1,
        differences: 1,
      },
    ]);
    const bill = await readBill(ctx, id);
    expect(answer.own).toEqual({ total: bill.summary.total, missing: 0, net: bill.summary.net });

    const workbook = await call(comparisonWorkbook, "GET", { ...at, query: "?locale=en" });
    const rows = await readSheet(Buffer.from(await workbook.arrayBuffer()));
    const found = rows.find(([itemId]) => itemId === a.item_id);
    expect(found?.slice(8)).toEqual([
      100,
      Number(a.prices[0].amount),
      "lowest",
      102,
      Number(a.prices[1].amount),
      null,
      180,
      Number(a.prices[2].amount),
      "outlier",
    ]);
    expect(rows.at(-1)?.at(-1)).toBe("incomplete: 1 price is missing");
  });

  it("are compared at the quantities of now, and what changed since is told", async () => {
    const { sent, received, compared, ctx, id } = await made();
    const option = await addItem(
      ctx,
      id,
      AddItem.parse({
        kind: "option",
        description: "Awning",
        quantity: 4,
        unit: "pcs",
        unit_rate: "80",
        chosen: true,
      }),
    );
    await received("Alpha", await fillBill(await sent(), () => ({ rate: 100 })));
    const { editItem } = await import("../edit-items.ts");
    const { EditItem } = await import("../items.ts");
    const ref = { id, itemId: option.items[0]?.id ?? "" };
    await editItem(ctx, ref, EditItem.parse({ quantity: 6 }));
    const more = (await compared()).items.at(-1);
    expect(more.prices).toMatchObject([{ rate: "100", amount: "600.00", changed: true }]);
    await editItem(ctx, ref, EditItem.parse({ unit: "m2" }));
    const other = await compared();
    expect(other.items.at(-1).prices).toMatchObject([{ rate: null }]);
    expect(other.bidders).toMatchObject([{ missing: 1, lowest: false }]);
  });
});

async function quantities(at: Parameters<typeof call>[2]): Promise<number[]> {
  const { items } = await (await call(comparison, "GET", at)).json();
  return items.map(({ quantity }: { quantity: string }) => Number(quantity));
}
