import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { zip } from "#lib/price-books/test/workbook.ts";
import { unpack } from "./unpack.ts";
import { unpackModel } from "./unpack-model.ts";

const MODEL = "ISO-10303-21;\nEND-ISO-10303-21;\n";
const made: string[] = [];
afterAll(() => Promise.all(made.map((file) => rm(file, { force: true }))));

async function written(bytes: Buffer): Promise<{ path: string; to: string }> {
  const file = path.join(os.tmpdir(), `ifczip-${randomUUID()}.ifczip`);
  await writeFile(file, bytes);
  made.push(file, `${file}.ifc`);
  return { path: file, to: `${file}.ifc` };
}

describe("an IFCZIP", () => {
  it("is the one model that it holds, whatever stands beside it", async () => {
    const input = await written(
      zip({
        "docs/readme.txt": "x",
        "House.IFC": MODEL,
        "__MACOSX/._House.ifc": "resource fork",
        "textures/wall.png": "x",
      }),
    );
    await unpack(input);
    expect(await readFile(input.to, "utf8")).toBe(MODEL);
  });

  it.each([
    ["ifczip_no_model", zip({ "a.txt": "x" }), /holds no IFC model/],
    ["ifczip_several_models", zip({ "a.ifc": MODEL, "b/c.ifc": MODEL }), /holds 2 models/],
    ["ifczip_ifcxml", zip({ "a.ifcXML": "<ifcXML/>" }), /ifcXML, which is not read.*STEP/],
    ["ifczip_damaged", Buffer.from("PK\u0003\u0004 and no more"), /damaged or was cut off/],
    ["ifczip_damaged", zip({ "a.ifc": MODEL }).subarray(0, 60), /damaged or was cut off/],
  ])("%s", async (code, bytes, message) => {
    await expect(unpack(await written(bytes))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it("names that lead out of a folder lead nowhere: nothing is written by an archive's own names", async () => {
    const escaped = `../../${randomUUID()}.ifc`;
    const input = await written(zip({ [escaped]: MODEL }));
    await expect(unpack(input)).rejects.toMatchObject({ code: "ifczip_damaged" });
    expect(existsSync(path.resolve(os.tmpdir(), escaped))).toBe(false);
  });

  it("a bomb is stopped at the limit, however small it says it is", async () => {
    const honest = await written(zip({ "a.ifc": Buffer.alloc(5 * 2 ** 20) }));
    await expect(unpackModel(honest.path, honest.to, 2 ** 20)).rejects.toMatchObject({
      code: "ifczip_too_large",
    });
    const lying = zip({ "a.ifc": Buffer.alloc(5 * 2 ** 20) });
    for (let at = lying.indexOf("PK"); at >= 0; at = lying.indexOf("PK", at + 2)) {
      const size =
        lying.readUInt16LE(at + 2) === 0x0403 ? 22 : lying.readUInt16LE(at + 2) === 0x0201 ? 24 : 0;
      if (size > 0) lying.writeUInt32LE(10, at + size);
    }
    const input = await written(lying);
    await expect(unpackModel(input.path, input.to, 2 ** 20)).rejects.toMatchObject({
      code: "ifczip_damaged",
    });
  });
});
