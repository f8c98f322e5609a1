import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { listPriceBooks } from "#lib/price-books/list-price-books.ts";
import { setLocations } from "#lib/price-books/set-locations.ts";
import { setPriceLevels } from "#lib/search/levels/set-price-levels.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { exportLevels, exportLevelsWorkbook } from "./export-levels.ts";
import { importLevels } from "./import-levels.ts";

afterAll(closePools);

const newCtx = async () => systemCtx((await makeTenant({ plan: "pro" })).id);

function send(ctx: Ctx, book: string, content: string | Buffer, revision?: string) {
  const form = new FormData();
  if (revision !== undefined) form.append("revision", revision);
  form.append("file", new File([typeof content === "string" ? content : new Uint8Array(content)], "levels"));
  const made = new Request("http://t/", { method: "POST", body: form });
  return importLevels(
    ctx,
    book,
    new Request(made, {
      headers: { "content-type": made.headers.get("content-type") ?? "", "content-length": "1000" },
    }),
  );
}

const active = async (ctx: Ctx) => (await listPriceBooks(ctx)).find((book) => book.active)?.id ?? "default";

/** An organisation with places, an index and rates of its own, to their last digit. */
async function filled(): Promise<Ctx> {
  const ctx = await newCtx();
  await setLocations(ctx, "default", {
    locations: [
      {
        name: "Berlin",
        aliases: ["Spree", "B, Mitte"],
        factor: "1.08000001",
        source: "Own, 2026",
        placeholder: false,
      },
      { name: "Nowhere", aliases: [], factor: "0.5", source: "=1+1", placeholder: true },
    ],
  });
  await setPriceLevels(ctx, {
    index_values: [
      { series: "DE", period: "2024-Q3", value: "118.12345678", source: "Own" },
      { series: "DE", period: "2025", value: "120", source: "" },
    ],
    exchange_rates: [
      { from: "EUR", to: "USD", period: "2025", rate: "123456789.12345678", source: "ECB" },
      { from: "EUR", to: "GBP", period: "2025-Q1", rate: "0.84", source: 'ECB, "fixing"' },
    ],
  });
  return ctx;
}

it("what is exported comes back to its last digit, by CSV and by workbook", async () => {
  const ctx = await filled();
  const book = await active(ctx);
  const csv = await exportLevels(ctx, book);
  expect(csv).toContain("123456789.12345678");
  for (const content of [csv, await exportLevelsWorkbook(ctx, book)]) {
    const told = await send(ctx, book, content);
    expect(told).toMatchObject({ accepted: false, changes: [], unchanged: 6 });
    const other = await newCtx();
    const shown = await send(other, "default", content);
    expect(shown.changes).toHaveLength(6);
    expect(await listPriceBooks(other)).toHaveLength(1);
    const taken = await send(other, "default", content, shown.revision);
    expect(taken).toMatchObject({ accepted: true, price_book: { version: 1, active: true } });
    expect(await exportLevels(other, await active(other))).toBe(csv);
    expect((await send(other, await active(other), content)).changes).toEqual([]);
  }
});

it("tells what would change, takes it only as it was told, and leaves what has no rows", async () => {
  const ctx = await filled();
  const book = await active(ctx);
  const table =
    "kind;name;to;period;value;source\nexchange_rate;EUR;USD;2025;1,1;ECB\nexchange_rate;USD;JPY;2025;150;ECB\n";
  const told = await send(ctx, book, table);
  expect(told.changes).toEqual([
    {
      kind: "exchange_rate",
      name: "EUR → GBP 2025-Q1",
      before: "0.84",
      after: null,
      source_before: 'ECB, "fixing"',
      source_after: null,
    },
    {
      kind: "exchange_rate",
      name: "EUR → USD 2025",
      before: "123456789.12345678",
      after: "1.1",
      source_before: "ECB",
      source_after: "ECB",
    },
    {
      kind: "exchange_rate",
      name: "USD → JPY 2025",
      before: null,
      after: "150",
      source_before: null,
      source_after: "ECB",
    },
  ]);
  await setPriceLevels(ctx, { index_values: [], exchange_rates: [] });
  await expect(send(ctx, book, table, told.revision)).rejects.toMatchObject({ code: "price_levels_changed" });
  const again = await send(ctx, book, table);
  expect(await send(ctx, book, table, again.revision)).toMatchObject({ accepted: true, price_book: null });
  expect(await exportLevels(ctx, book)).toContain("location,Berlin");
});

it("names every fault by its row, and takes nothing", async () => {
  const ctx = await newCtx();
  const faults = (content: string) =>
    send(ctx, "default", content).then(
      () => [],
      (error) => error.extra.issues.map(({ path }: { path: string }) => path),
    );
  const table =
    "kind,name,to,period,value,source\nplace,X,,,1,\nindex,DE,,24,x,\nexchange_rate,EUR,USD,2025,1,\nlocation,Y,,,0,Own\n";
  expect(await faults(table)).toEqual(["row 2: kind", "row 3: period", "row 3: value", "row 5: value"]);
  const twice = "kind,name,to,period,value\nexchange_rate,EUR,USD,2025,1\nexchange_rate,EUR,USD,2025,2\n";
  expect(await faults(twice)).toEqual(["row 3: period"]);
  expect(await faults("a,b\n1,2\n")).toEqual([
    "row 1: a",
    "row 1: b",
    "row 1: kind",
    "row 1: name",
    "row 1: value",
  ]);
});
