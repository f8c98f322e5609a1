import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { retold } from "#lib/i18n/kept-text.ts";
import { encodePreview } from "./encode-preview.ts";
import { exportAdvice } from "./export-advice.ts";
import { lookIntoRevit } from "./look-into-revit.ts";
import { readPartData } from "./part-data.ts";
import { PART_ATOM, sampleRevit } from "./testing/sample-revit.ts";
import type { ReadRevit } from "./types.ts";

async function read(bytes: Buffer): Promise<ReadRevit> {
  const file = path.join(os.tmpdir(), `${randomUUID()}.rvt`);
  await writeFile(file, bytes);
  try {
    return await lookIntoRevit(file);
  } finally {
    await rm(file, { force: true });
  }
}

describe("a Revit file says of itself", { timeout: 30_000 }, () => {
  it.each([
    [2017, "Autodesk Revit 2017"],
    [2024, null],
  ])("release %i, and no name or folder of a person", async (release, product) => {
    const { info, preview } = await read(sampleRevit({ release, atom: PART_ATOM }));
    expect(info).toMatchObject({
      isFamily: true,
      release: String(release),
      product,
      build: `${release - 1}0224_1515(x64)`,
      worksharing: "none",
      savedAs: "Haus Süd.rvt",
      locale: "DEU",
    });
    expect(JSON.stringify(info)).not.toMatch(/erika|mustermann|users|server/i);
    const encoded = preview && (await encodePreview(preview));
    expect(encoded && (await sharp(encoded).metadata())).toMatchObject({ format: "png", width: 96 });
    expect(encoded?.includes("Mustermann")).toBe(false);
  });

  it.each([
    ["Central", "central"],
    ["Local", "local"],
    ["Enabled", "workshared"],
  ])("how it is shared: %s", async (worksharing, expected) => {
    const { info } = await read(sampleRevit({ worksharing }));
    expect(info).toMatchObject({ worksharing: expected, isFamily: false, part: null });
  });

  it("its part data: category of Revit's own, parameters of the family and of its types", async () => {
    expect(readPartData(PART_ATOM)).toEqual({
      title: "Door 900",
      category: "Doors",
      parameters: [{ name: "Fire Rating", value: "EI30", kind: "Text" }],
      types: [
        { name: "900 x 2100", parameters: [{ name: "Width", value: "900", kind: "Length" }] },
        { name: "1000 x 2100", parameters: [{ name: "Width", value: "1000", kind: "Length" }] },
      ],
      furtherTypes: 0,
    });
  });

  it("keeps of a path in its parameters the file's name alone", () => {
    const said = (value: string) =>
      readPartData(PART_ATOM.replace(">EI30<", `>${value}<`))?.parameters.find(
        ({ name }) => name === "Fire Rating",
      )?.value;
    expect(said("C:\\Users\\erika.mustermann\\Lights\\lamp.ies")).toBe("lamp.ies");
    expect(said("\\\\office\\erika\\lamp.ies")).toBe("lamp.ies");
    expect(said("/Users/erika/lamp.ies")).toBe("lamp.ies");
    expect(said("https://example.test/doors/900")).toBe("https://example.test/doors/900");
    expect(said("EI 30 / T30")).toBe("EI 30 / T30");
  });

  it("takes no entity of a document type at its word", () => {
    const bomb = `<!DOCTYPE entry [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${PART_ATOM.slice(PART_ATOM.indexOf("<entry"))}`;
    expect(readPartData(bomb)).toBeNull();
  });

  it("the same where its streams stand behind megabytes", async () => {
    const { info, preview } = await read(sampleRevit({ ballast: 9 << 20 }));
    expect(info.release).toBe("2024");
    expect(preview).not.toBeNull();
  });

  it("nothing where it has no preview", async () => {
    expect((await read(sampleRevit({ preview: false }))).preview).toBeNull();
  });
});

describe("what is no Revit file", { timeout: 30_000 }, () => {
  it("is told so where it is another program's container", async () => {
    const { write, utils } = await import("cfb");
    const document = utils.cfb_new();
    utils.cfb_add(document, "/WordDocument", Buffer.alloc(5000, 1));
    await expect(read(Buffer.from(write(document, { type: "buffer" })))).rejects.toMatchObject({
      code: "revit_garbage",
    });
  });

  it.each([
    ["nothing", async () => Buffer.alloc(0)],
    ["half a container", async () => sampleRevit({ ballast: 1 << 20 }).subarray(0, 700)],
    [
      "a directory in a circle",
      async () => {
        const bytes = sampleRevit();
        // The directory's first sector follows itself.
        const table = (bytes.readUInt32LE(0x4c) + 1) * 512;
        const first = bytes.readUInt32LE(0x30);
        bytes.writeUInt32LE(first, table + first * 4);
        bytes.fill(0, (first + 1) * 512, (first + 1) * 512 + 64);
        return bytes;
      },
    ],
  ])("is refused: %s", async (_name, bytes) => {
    await expect(read(await bytes())).rejects.toMatchObject({ code: expect.stringMatching(/^revit_/) });
  });
});

describe("the way to IFC", () => {
  it.each([
    [
      { isFamily: false, release: "2024" },
      /Revit 2024 or newer .*File > Export > IFC.*IFC4 Reference View.*base quantities/,
    ],
    [{ isFamily: false, release: "2014" }, /Revit 2014 itself .*application menu.*IFC2x3 Coordination View/],
    [{ isFamily: false, release: null }, /does not say which release/],
    [{ isFamily: true, release: "2014" }, /family of Revit 2014.*Load it into a project/],
    [{ isFamily: true, release: null }, /This is a Revit family: /],
  ])("%j", (info, expected) => expect(retold(exportAdvice(info))).toMatch(expected));
});

const family = path.resolve("../shared/data/cad/bricks.rfa");
describe.skipIf(!existsSync(family))("a family of Revit 2014 (skipped without the shared data)", () => {
  it("says its release, part data and preview", { timeout: 30_000 }, async () => {
    const { info, preview } = await read(await readFile(family));
    expect(info).toEqual({
      isFamily: true,
      release: "2014",
      product: "Autodesk Revit Architecture 2014",
      build: "20130308_1515(x64)",
      worksharing: "none",
      savedAs: "bricks.rfa",
      locale: "ENU",
      part: {
        title: "bricks",
        category: "Mass",
        parameters: [],
        types: [
          { name: "bricks", parameters: [{ name: "Default Elevation", value: `4' - 0"`, kind: "Length" }] },
        ],
        furtherTypes: 0,
      },
    });
    expect(preview && (await encodePreview(preview))?.length).toBeGreaterThan(500);
  });
});
