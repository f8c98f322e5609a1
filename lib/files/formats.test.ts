import { existsSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkContent, cleanFilename, formatOf, SNIFF_BYTES, sniffFormat } from "./formats.ts";

const SHARED = path.join(import.meta.dirname, "..", "..", "..", "shared", "data");
const bytes = (text: string) => Buffer.from(text, "latin1");

describe("cleanFilename", () => {
  it.each([
    ["model.ifc", "model.ifc"],
    ["C:\\Users\\me\\Haus Müller.ifc", "Haus Müller.ifc"],
    ["../../etc/passwd", "passwd"],
    ["a\u0000b\n.ifc", "ab.ifc"],
    ["  x.ifc ", "x.ifc"],
  ])("%j becomes %j", (raw, clean) => expect(cleanFilename(raw)).toBe(clean));

  it.each(["", "/", "..", "\u0001", `${"ä".repeat(126)}.ifc`])("refuses %j", (raw) =>
    expect(() => cleanFilename(raw)).toThrow(/name/),
  );
});

describe("formatOf", () => {
  it("goes by the extension, whatever its case", () => expect(formatOf("A.IFC", ["ifc"])).toBe("ifc"));
  it.each(["a.exe", "ifc", "a.pdf"])("refuses %s with the list of what is accepted", (name) =>
    expect(() => formatOf(name, ["ifc", "dwg"])).toThrow("Accepted: .ifc, .dwg."),
  );
});

describe("sniffFormat", () => {
  it.each([
    ["ISO-10303-21;\nHEADER;", "ifc"],
    ["\xef\xbb\xbf/* by hand */\r\nISO-10303-21;", "ifc"],
    ["AC1032\0\0", "dwg"],
    ["  0\r\nSECTION\r\n  2\r\nHEADER", "dxf"],
    ["999\r\nmade by a tool\r\n0\r\nSECTION", "dxf"],
    ["%PDF-1.7", "pdf"],
    ["PK\x03\x04", "zip"],
    ["hello", null],
    ["", null],
  ])("%j is %s", (text, format) => expect(sniffFormat(bytes(text))).toBe(format));

  it("says what the content is when the name lies", () => {
    expect(() => checkContent(bytes("%PDF-1.4"), "ifc")).toThrow(
      "content is a PDF file: give it the extension .pdf",
    );
    expect(() => checkContent(bytes("PK\x03\x04"), "ifc")).toThrow("unpack it first");
    expect(() => checkContent(bytes("garbage"), "ifc")).toThrow("no IFC file");
  });

  describe.skipIf(!existsSync(SHARED))(
    "on real files of the shared data (skipped where that folder is missing)",
    () => {
      it.each([
        ["cad/example_2018.dwg", "dwg"],
        ["cad/api-cw750-details.dxf", "dxf"],
        ["cad/schedule.pdf", "pdf"],
        ["cad/bricks.rfa", "rvt"],
        ["ifc/ac20-fzk-haus.ifc4.ifc", "ifc"],
        ["ifc/two-walls-imperial.ifc2x3.ifc", "ifc"],
      ])("%s is %s", (name, format) => {
        const head = Buffer.alloc(SNIFF_BYTES);
        readSync(openSync(path.join(SHARED, name), "r"), head);
        expect(sniffFormat(head)).toBe(format);
      });
    },
  );
});
