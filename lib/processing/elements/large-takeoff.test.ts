import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ExportElements, exportElements } from "#lib/processing/export-elements.ts";
import { GroupElements, groupElements } from "#lib/processing/group-elements.ts";
import { ListElements, listElements } from "#lib/processing/list-elements.ts";
import { OrderElements, orderElements } from "#lib/processing/order-elements.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { LARGE_CLASSES, LARGE_STOREYS, largeTakeoff } from "./testing/large-takeoff.ts";

const COUNT = 100_000;
let ctx: Ctx;
let fileId: string;
beforeAll(async () => {
  const { id } = await makeTenant();
  ctx = await systemCtx(id);
  fileId = await largeTakeoff(id, COUNT);
  await largeTakeoff(id, 1000);
});
afterAll(closePools);

const list = (query: Record<string, string>) => listElements(ctx, fileId, ListElements.parse(query));
const ordered = (query: Record<string, string>) => orderElements(ctx, fileId, OrderElements.parse(query));
/** Without groups. */
const order = async (query: Record<string, string>) => {
  const [flat] = (await ordered(query)).groups;
  return { ordinals: flat?.ordinals ?? [] };
};
const groups = (query: Record<string, string>) => groupElements(ctx, fileId, GroupElements.parse(query));
const all = Array.from({ length: COUNT }, (_, i) => i);
const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
/** As `largeTakeoff` says it. */
const main = (i: number) =>
  i % 100 === 0 ? null : i % 4 === 0 ? `Material ${(i + 1) % 30}` : `Material ${i % 30}`;

describe("the elements of a large model", () => {
  it("sum up by storey, in the model's order, what is in none last", async () => {
    const answer = await groups({ by: "storey" });
    expect(answer.groups.map(({ key }) => key)).toEqual([
      ...Array.from({ length: LARGE_STOREYS }, (_, index) => `Level ${index}`),
      "none",
    ]);
    const third = all.filter((i) => i % 21 === 3);
    expect(answer.groups[3]).toEqual({
      key: "Level 3",
      name: "Level 3",
      count: third.length,
      length_m: null,
      area_m2: sum(third.map((i) => i % 11)),
      volume_m3: sum(third.map((i) => i % 13)),
      weight_kg: null,
      low_confidence: third.filter((i) => i % 10 === 0).length,
    });
    expect(answer.groups.at(-1)).toMatchObject({
      name: null,
      count: all.filter((i) => i % 21 === 20).length,
    });
    expect(answer).toMatchObject({ left_out: 0, total: { count: COUNT, low_confidence: COUNT / 10 } });
  });

  it.each(["storey", "class", "material"])("add up by %s to the sums without groups", async (by) => {
    for (const filter of [{}, { confidence: "low", q: "ment 1" }] as Record<string, string>[]) {
      const { total } = await groups(filter);
      const grouped = await groups({ by, ...filter });
      expect(grouped.total).toEqual(total);
      expect(sum(grouped.groups.map((group) => group.count))).toBe(total.count);
      expect(sum(grouped.groups.map((group) => group.volume_m3 ?? 0))).toBe(total.volume_m3);
      expect((await list({ limit: "1", ...filter })).total).toBe(total.count);
    }
  });

  it("stand under the material with the largest share", async () => {
    const { groups: found } = await groups({ by: "material" });
    expect(found).toHaveLength(31);
    const seven = all.filter((i) => main(i) === "Material 7");
    expect(found.find(({ key }) => key === "Material 7")).toMatchObject({
      count: seven.length,
      volume_m3: sum(seven.map((i) => i % 13)),
    });
    expect(found.at(-1)).toMatchObject({ key: "none", name: null, count: COUNT / 100 });
    expect(found.slice(0, 3).map(({ name }) => name)).toEqual(["Material 0", "Material 1", "Material 2"]);
    expect((await order({ main_material: "Material 7" })).ordinals).toEqual(seven);
    expect((await order({ main_material: "none" })).ordinals).toHaveLength(COUNT / 100);
    const [item] = (await list({ ordinals: "8" })).items;
    expect(item).toMatchObject({ ordinal: 8, main_material: "Material 9" });
  });

  it.each(["storey", "class", "material"])("stand in order within each %s", async (by) => {
    const view = { sort: "volume_m3", order: "desc", q: "ment 1" };
    const { groups: sums } = await groups({ by, q: "ment 1" });
    const { groups: found } = await ordered({ by, ...view });
    const ordinals = new Map(found.map((group) => [group.key, group.ordinals]));
    expect([...ordinals.keys()].sort()).toEqual(sums.map(({ key }) => key).sort());
    for (const { key, count } of sums.slice(-3)) {
      const filter = { [by === "material" ? "main_material" : by]: key };
      expect(ordinals.get(key)).toHaveLength(count);
      expect(ordinals.get(key)).toEqual((await order({ ...view, ...filter })).ordinals);
    }
  });

  it("are sorted by a column, what has no value last, alike ones in the model's order", async () => {
    const volumes = all.map((i) => i % 13 || null);
    for (const direction of ["asc", "desc"]) {
      const { ordinals } = await order({ sort: "volume_m3", order: direction });
      expect(ordinals).toHaveLength(COUNT);
      const sign = direction === "asc" ? 1 : -1;
      const sorted = [...all].sort((a, b) => {
        const [x, y] = [volumes[a] ?? null, volumes[b] ?? null];
        if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b;
        return sign * (x - y) || a - b;
      });
      expect(ordinals).toEqual(sorted);
    }
  });

  it.each<Record<string, string>>([
    { sort: "volume_m3", order: "desc" },
    { sort: "storey" },
    { sort: "name", order: "desc" },
    { order: "desc" },
  ])("page by the address of the next page through $sort $order without gap or repetition", async (query) => {
    const filter = { class: "IfcDoor", storey: "none", ...query };
    const { ordinals } = await order(filter);
    const seen: number[] = [];
    for (let next: Record<string, string> | null = { ...filter, limit: "400" }; next; ) {
      const page: Awaited<ReturnType<typeof list>> = await list(next);
      seen.push(...page.items.map((item) => item.ordinal));
      expect(page.total).toBe(ordinals.length);
      next = page.next ? Object.fromEntries(new URL(page.next, "http://x").searchParams) : null;
    }
    expect(seen).toEqual(ordinals);
    expect((await list({ ...filter, skip: "500", limit: "5" })).items.map(({ ordinal }) => ordinal)).toEqual(
      ordinals.slice(500, 505),
    );
  });

  it("are found by name, class, storey, material and confidence at once", async () => {
    const wanted = all.filter(
      (i) => i % 5 === 1 && i % 21 === 4 && i % 10 !== 0 && `Element ${i}`.includes("ent 9"),
    );
    const query = { class: "IfcSlab", storey: "Level 4", confidence: "ok", q: "ENT 9" };
    expect((await order(query)).ordinals).toEqual(wanted);
    const beside = all.filter((i) => i % 100 !== 0 && (i % 30 === 7 || (i % 4 === 0 && (i + 1) % 30 === 7)));
    expect((await order({ material: "Material 7" })).ordinals).toEqual(beside);
    expect((await list({ q: "100%" })).total).toBe(0);
    expect((await groups({ by: "class", q: "no such name" })).groups).toEqual([]);
  });

  it("are looked up by ordinals, and by nothing that is none", async () => {
    const page = await list({ ordinals: "99999,3,50000,777777777" });
    expect(page.items.map(({ ordinal }) => ordinal)).toEqual([3, 50_000, 99_999]);
    expect(page.total).toBe(3);
    for (const ordinals of ["", "1,", "a", "-1"])
      expect(ListElements.safeParse({ ordinals }).success).toBe(false);
    await expect(list({ after: "100000", sort: "name" })).rejects.toMatchObject({ code: "after_unknown" });
  });

  it("leave as CSV in the order of the view, each quantity with its source", async () => {
    const query = { by: "class", sort: "volume_m3", order: "desc", storey: "Level 1" };
    const { filename, body } = await exportElements(ctx, fileId, ExportElements.parse(query));
    expect(filename).toBe("large-elements.csv");
    const [header, ...lines] = (await new Response(body).text()).trimEnd().split("\r\n");
    expect(header).toBe(
      "ordinal,global_id,ifc_class,name,type_name,storey,length_m,length_m_source,area_m2,area_m2_source,volume_m3,volume_m3_source,weight_kg,weight_kg_source,main_material,materials",
    );
    const classes = [...LARGE_CLASSES].sort();
    const expected: number[] = [];
    for (const ifcClass of classes)
      expected.push(
        ...(await order({ storey: "Level 1", class: ifcClass, sort: "volume_m3", order: "desc" })).ordinals,
      );
    expect(lines.map((line) => Number(line.split(",")[0]))).toEqual(expected);
    const eight = lines.find((line) => line.startsWith("64,"));
    expect(eight).toContain("IfcDoor,Element 64,Type 14,Level 1,,,9,mesh,12,stated,,,Material 5,");
    expect(eight).toContain("Material 4 (0.3); Material 5 (0.7)");
  });

  it("of another organisation are not there", async () => {
    const other = await systemCtx((await makeTenant()).id);
    const asks = [
      () => groupElements(other, fileId, GroupElements.parse({ by: "class" })),
      () => orderElements(other, fileId, OrderElements.parse({})),
      () => exportElements(other, fileId, ExportElements.parse({})),
    ];
    for (const ask of asks) await expect(ask()).rejects.toMatchObject({ status: 404 });
  });
});
