import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { assignMaterials } from "#lib/estimates/assign-materials.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { readFileMaterials } from "#lib/estimates/file-materials.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { readSettings } from "#lib/tenancy/settings.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { EditPriceBookRow, editPriceBookRow, removePriceBookRow } from "./edit-price-book-row.ts";
import { exportPriceBook, exportTable } from "./export-price-book.ts";
import { exportWorkbook } from "./export-workbook.ts";
import { importPriceBook } from "./import-price-book.ts";
import { ListCatalogue, listCatalogue } from "./list-catalogue.ts";
import { parsePriceBook } from "./parse-price-book.ts";
import { readPriceBook } from "./read-price-book.ts";
import { readTable } from "./read-table.ts";
import { SetLocations, setLocations } from "./set-locations.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const ZUBRIUM = {
  entry: { name: "Zubrium panel", unit: "m3", class: "insulation" },
  price: { unit: "m3", material_price: "100", labour_hours: "1", equipment_hours: "0", source: "Quote" },
  factor: { a1_a3_kg_per_kg: "2.5", quality: "A", source: "EPD 7" },
  mass: { density_kg_m3: "40", source: "Data sheet" },
  aliases: ["Zubrium 9"],
} as const;

const edit = (base: string, id: string, values: unknown) =>
  editPriceBookRow(ctx, base, id, EditPriceBookRow.parse(values));
const itemOf = async (book: string, id: string) =>
  (await readPriceBook(ctx, book)).items.find((item) => item.catalogue_id === id);

describe("an entry of one's own", () => {
  it("is found by its alias, priced and carbon-counted like a built-in one", async () => {
    const book = await edit("default", "zubrium", ZUBRIUM);
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const { materials, unknown_materials, estimate_id } = await readFileMaterials(ctx, run.fileId);
    expect(unknown_materials).toEqual(expect.not.arrayContaining(["Zubrium 9"]));
    // Half of a wall of 6 m³, at 40 kg/m³.
    expect(materials.find(({ name }) => name === "Zubrium 9")).toMatchObject({
      catalogue_id: "zubrium",
      rule: "own_name",
      confidence: 1,
      volume_m3: 3,
      mass_kg: 120,
    });
    const estimate = await readEstimate(ctx, estimate_id, { elements: "false" });
    expect(estimate.price_book).toMatchObject({ id: book.id, version: "1 over default-1" });
    // The wall's layers are 0.15 m each; 3 m³ × (100 + 1 h × 45), and 120 kg × 2.5.
    expect(estimate.lines.find((line) => line.catalogue_id === "zubrium")).toMatchObject({
      name: "Zubrium panel",
      quantity: "3",
      cost: { likely: "435.00" },
      carbon: { a1_a3_kg: 300 },
      factor: { source: "EPD 7", waste_rate: 0.15 },
    });
  });

  it("is assigned in a file that was estimated before it was there, on the version that has it", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const before = await readFileMaterials(ctx, run.fileId);
    expect(before.unknown_materials).toContain("Zubrium 9");
    const book = await edit("default", "zubrium", { ...ZUBRIUM, aliases: [] });
    await expect(
      assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "nonesuch" } }),
    ).rejects.toMatchObject({ code: "assignment_invalid" });
    const after = await assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "zubrium" } });
    expect(after.unknown_materials).not.toContain("Zubrium 9");
    const estimate = await readEstimate(ctx, after.estimate_id, { elements: "false" });
    expect(estimate.price_book.id).toBe(book.id);
    // Back on a version without the entry, the material is unknown again.
    const back = await repriceEstimate(ctx, after.estimate_id, { price_book_id: "default" });
    expect(back.unpriced).toContainEqual(
      expect.objectContaining({ reason: "unknown_material", material: "Zubrium 9" }),
    );
    expect((await readFileMaterials(ctx, run.fileId)).unknown_materials).toContain("Zubrium 9");
  });

  it("is offered to be assigned, and in estimates by hand", async () => {
    await edit("default", "zubrium", ZUBRIUM);
    expect(await listCatalogue(ctx, ListCatalogue.parse({ q: "zubrium 9" }))).toMatchObject({
      total: 1,
      items: [{ id: "zubrium", name: "Zubrium panel", unit: "m3", own: true }],
    });
    const { id } = await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials: { "Zubrium panel": 2 },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
      }),
    );
    expect(await readEstimate(ctx, id, { elements: "false" })).toMatchObject({ cost: { likely: "290.00" } });
    const other = await systemCtx((await makeTenant()).id);
    expect((await listCatalogue(other, ListCatalogue.parse({ q: "zubrium" }))).total).toBe(0);
  });

  it("counts the CO2 that its material stores, apart from the modules", async () => {
    await edit("default", "zubrium", {
      ...ZUBRIUM,
      factor: { ...ZUBRIUM.factor, biogenic_kg_per_kg: "1.5" },
    });
    const { id } = await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials: { zubrium: 2 },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
      }),
    );
    // 2 m³ × 40 kg/m³ = 80 kg, × 2.5 and × 1.5.
    expect((await readEstimate(ctx, id, { elements: "false" })).carbon).toMatchObject({
      a1_a3_kg: 200,
      biogenic_kg: 120,
    });
    expect(() =>
      EditPriceBookRow.parse({ factor: { ...ZUBRIUM.factor, biogenic_kg_per_kg: "-1.5" } }),
    ).toThrow(/no sign/);
    expect(() =>
      EditPriceBookRow.parse({ factor: { ...ZUBRIUM.factor, biogenic_kg_per_kg: "3.68" } }),
    ).toThrow(/at most 3.67/);
  });

  it("is refused with what to mend", async () => {
    const refused = (id: string, values: unknown) => edit("default", id, values).catch((error) => error);
    expect(await refused("brick", ZUBRIUM)).toMatchObject({
      message: expect.stringContaining("built-in entry"),
    });
    expect(await refused("Zubrium 9", ZUBRIUM)).toMatchObject({
      message: expect.stringContaining("small letters"),
    });
    expect(await refused("zubrium", { ...ZUBRIUM, mass: null })).toMatchObject({
      code: "price_book_entry_invalid",
      extra: { issues: [{ path: "mass", message: expect.stringContaining("density in kg/m³") }] },
    });
    expect(await refused("zubrium", { price: ZUBRIUM.price })).toMatchObject({ status: 404 });
    expect(() => EditPriceBookRow.parse({ entry: { ...ZUBRIUM.entry, class: "nothing" } })).toThrow(
      /Choose a class/,
    );
    expect(() => EditPriceBookRow.parse({ factor: { ...ZUBRIUM.factor, module: "A1-A5" } })).toThrow(
      /count twice/,
    );
    expect(() => EditPriceBookRow.parse({ aliases: ["Zub|9"] })).toThrow(/cannot hold the sign \|/);
    const book = await edit("default", "zubrium", ZUBRIUM);
    await expect(edit(book.id, "zubrium", { ...ZUBRIUM, create: true })).rejects.toMatchObject({
      message: expect.stringContaining("is taken"),
    });
    await expect(edit(book.id, "brick", { aliases: ["ZUBRIUM 9"] })).rejects.toMatchObject({
      message: "“ZUBRIUM 9” already means zubrium. Keep it at one of the two.",
    });
  });

  it("is taken out again; earlier versions keep it", async () => {
    const first = await edit("default", "zubrium", ZUBRIUM);
    const second = await removePriceBookRow(ctx, first.id, "zubrium");
    expect(second).toMatchObject({ version: 2, active: true });
    expect(await itemOf(first.id, "zubrium")).toMatchObject({ name: "Zubrium panel" });
    expect(await itemOf(second.id, "zubrium")).toBeUndefined();
    await expect(removePriceBookRow(ctx, second.id, "zubrium")).rejects.toMatchObject({ status: 404 });
  });
});

describe("values of a built-in entry", () => {
  it("density and waste act on mass and carbon of an estimate that is run again on the version", async () => {
    const { id } = await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials: { "concrete-c30": 10 },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
      }),
    );
    const before = await readEstimate(ctx, id, { elements: "false" });
    const book = await edit("default", "concrete-c30", {
      mass: { density_kg_m3: "2000", source: "Lab" },
      site_waste: { rate: "0", source: "Precise pours" },
    });
    const after = await repriceEstimate(ctx, id, { price_book_id: book.id });
    expect([before.lines[0]?.mass_kg, after.lines[0]?.mass_kg]).toEqual(["24000", "20000"]);
    expect(after.carbon?.a1_a3_kg).toBe(2320);
    expect(after.lines[0]?.factor).toMatchObject({ waste_rate: 0, waste_source: "Precise pours" });
    expect(after.carbon?.a5_kg).toBe(0);
    expect(after.price_book.factor_version).toBe("1 over default-1");
    expect(await itemOf(book.id, "concrete-c30")).toMatchObject({
      mass: { density_kg_m3: "2000", own: true },
      site_waste: { rate: "0", own: true },
      price: { own: false },
    });
    const back = await edit(book.id, "concrete-c30", { mass: null, site_waste: null });
    expect(await itemOf(back.id, "concrete-c30")).toMatchObject({
      mass: { density_kg_m3: "2400", own: false },
      site_waste: { rate: "0.05", own: false },
    });
  });
});

describe("what wood stores", () => {
  it("stays built in under a factor of one's own, until that says another figure", async () => {
    const wood = (await readPriceBook(ctx, "default")).items.find(({ factor }) => factor?.biogenic_kg_per_kg);
    if (!wood?.factor) throw new Error("The built-in catalogue has no wood");
    const built = wood.factor.biogenic_kg_per_kg;
    const factor = { a1_a3_kg_per_kg: "0.3", quality: "A", source: "EPD 8" };
    const one = await edit("default", wood.catalogue_id, { factor });
    expect(await itemOf(one.id, wood.catalogue_id)).toMatchObject({
      factor: { own: true, biogenic_kg_per_kg: built, biogenic_own: false },
    });
    const two = await edit(one.id, wood.catalogue_id, { factor: { ...factor, biogenic_kg_per_kg: "0" } });
    expect(await itemOf(two.id, wood.catalogue_id)).toMatchObject({
      factor: { own: true, biogenic_kg_per_kg: "0", biogenic_own: true },
    });
    const exported = parsePriceBook(await exportTable(ctx, two.id)).rows;
    const own = exported.filter((row) => row.factor?.biogenic_kg_per_kg != null);
    expect(own).toMatchObject([{ catalogueId: wood.catalogue_id, factor: { biogenic_kg_per_kg: "0" } }]);
  });
});

describe("places of one's own", () => {
  const GRAZ = { name: "Graz", aliases: ["Grätz"], factor: "2", source: "Own tenders" };

  it("stand before the built-in table, in the version that has them", async () => {
    const book = await setLocations(
      ctx,
      "default",
      SetLocations.parse({ locations: [GRAZ, { name: "Berlin", factor: "1.5", source: "Own tenders" }] }),
    );
    const at = async (location: string) => {
      const { id } = await createEstimate(
        ctx,
        CreateEstimate.parse({
          materials: { "concrete-c30": 1 },
          location,
          labor_rate: 45,
          equipment_rate: 75,
        }),
      );
      return readEstimate(ctx, id, { elements: "false" });
    };
    expect((await at("gratz, Austria")).location_factor).toMatchObject({ matched: "Graz", factor: "2" });
    const berlin = await at("Berlin");
    expect(berlin.location_factor).toMatchObject({ factor: "1.5", placeholder: false });
    expect((await at("Zurich")).location_factor).toMatchObject({ factor: "1.45" });
    const back = await repriceEstimate(ctx, berlin.id, { price_book_id: "default" });
    expect(back.location_factor.factor).toBe("1.00");
    const { locations } = await readPriceBook(ctx, book.id);
    expect(locations.filter(({ name }) => name === "Berlin")).toMatchObject([{ own: true }]);
    expect((await readSettings(ctx)).known_locations).toContain("Graz");
  });

  it("are refused when two claim a name", async () => {
    await expect(
      setLocations(
        ctx,
        "default",
        SetLocations.parse({ locations: [GRAZ, { ...GRAZ, name: "graetz", aliases: ["GRAZ"] }] }),
      ),
    ).rejects.toMatchObject({ code: "location_taken" });
    expect(() => SetLocations.parse({ locations: [{ ...GRAZ, factor: "0" }] })).toThrow(/above 0/);
  });
});

describe("export and import", () => {
  it("carry entries, masses, waste, names and places there and back", async () => {
    const factor = { ...ZUBRIUM.factor, biogenic_kg_per_kg: "1.5" };
    const one = await edit("default", "zubrium", { ...ZUBRIUM, factor, aliases: ['=Zub, "x"', "Zubrium 9"] });
    const two = await edit(one.id, "brick", {
      mass: { density_kg_m3: "1700", source: "Lab" },
      site_waste: { rate: "0.1", source: "Own sites" },
      aliases: ["Klinker rot"],
    });
    const three = await setLocations(
      ctx,
      two.id,
      SetLocations.parse({
        locations: [{ name: "Graz", aliases: ["Grätz"], factor: "1.02", source: "Own tenders" }],
      }),
    );
    const { rows, locations } = parsePriceBook(await exportTable(ctx, three.id));
    const own = rows.filter((row) => row.entry ?? row.mass ?? row.siteWaste ?? row.aliases[0]);
    expect(own.map((row) => row.catalogueId)).toEqual(["brick", "zubrium"]);
    expect(own[0]).toMatchObject({
      mass: { density_kg_m3: "1700", source: "Lab" },
      siteWaste: { rate: "0.1", source: "Own sites" },
      aliases: ["Klinker rot"],
    });
    expect(own[1]).toMatchObject(
      EditPriceBookRow.parse({ entry: ZUBRIUM.entry, factor, mass: ZUBRIUM.mass }),
    );
    expect(own[1]?.aliases).toEqual(['=Zub, "x"', "Zubrium 9"]);
    expect(locations).toMatchObject([{ name: "Graz", aliases: ["Grätz"], factor: "1.02" }]);
    expect(await exportPriceBook(ctx, three.id)).toContain("'=Zub");
    const workbook = await readTable(await exportWorkbook(ctx, three.id));
    expect(parsePriceBook(workbook)).toEqual({ rows, locations });
  });

  it("take as many rows as a file may have, more than one statement takes", async () => {
    const header = [
      "catalogue_id",
      "name",
      "unit",
      "class",
      "material_price",
      "labour_hours",
      "price_source",
    ];
    const lines = Array.from({ length: 5000 }, (_, n) => `zub-${n},Zub ${n}x,m3,insulation,${n},1,Quote`);
    const form = new FormData();
    form.set("file", new File([[header.join(","), ...lines].join("\n")], "many.csv"));
    const body = new Response(form);
    const bytes = await body.arrayBuffer();
    const imported = await importPriceBook(
      ctx,
      new Request("http://localhost", {
        method: "POST",
        body: bytes,
        headers: {
          "content-type": body.headers.get("content-type") ?? "",
          "content-length": String(bytes.byteLength),
        },
      }),
    );
    expect(imported).toMatchObject({ prices: 5000, entries: 5000 });
    const { items } = await readPriceBook(ctx, imported.id);
    expect(items.filter(({ entry, price }) => entry && price?.own)).toHaveLength(5000);
    expect(items.find((item) => item.catalogue_id === "zub-4999")?.price).toMatchObject({
      material_price: "4999",
    });
  });

  it("names the faults of own entries and places by row and column", () => {
    const table = [
      [
        "catalogue_id",
        "name",
        "unit",
        "class",
        "aliases",
        "density_kg_m3",
        "mass_source",
        "location",
        "location_factor",
        "location_source",
      ],
      ["zub", "Zub", "m3", "cheese", "", "", "", "", "", ""],
      ["zub-2", "Zub 2", "m9", "insulation", "", "", "", "", "", ""],
      ["brick", "", "", "", "Zub 3", "heavy", "Lab", "", "", ""],
      ["", "", "", "", "", "", "", "Graz", "-1", "Own"],
      ["rebar", "", "", "", "Twice", "", "", "", "", ""],
      ["precast", "", "", "", "twice", "", "", "", "", ""],
    ];
    const failure = (() => {
      try {
        return parsePriceBook(table);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toMatchObject({
      extra: {
        issues: [
          { path: "row 2: class" },
          { path: "row 3: unit" },
          { path: "row 4: density_kg_m3" },
          { path: "row 5: location_factor" },
          { path: "row 7: aliases" },
        ],
      },
    });
  });
});
