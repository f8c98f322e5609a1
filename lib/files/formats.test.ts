import { existsSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkContent, cleanFilename, formatOf, SNIFF_BYTES, sniffFormat } from "./formats.ts";

const SHARED = path.join(import.meta.dirname, "..", "..", "..", "shared", "data");
/** The head of an archive whose first file has this name. */
const archive = (name: string) =>
  `PK\x03\x04${"\0".repeat(22)}${String.fromCharCode(name.length)}\0\0\0${name}`;
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
  it("takes a Revit family for what a project is", () => {
    expect(formatOf("Door.RFA", ["rvt"])).toBe("rvt");
    expect(() => formatOf("a.exe", ["rvt", "pdf"])).toThrow("Accepted: .rvt, .rfa, .pdf.");
  });
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
    [archive("house.ifc"), "ifczip"],
    [archive("house.ifcXML"), "ifcxml"],
    [archive("notes.txt"), "zip"],
    [archive("[Content_Types].xml"), "xlsx"],
    [archive("xl/workbook.xml"), "xlsx"],
    ['<?xml version="1.0"?>\n<ifc:ifcXML xmlns:ifc="x">', "ifcxml"],
    ['<?xml version="1.0"?><ex:iso_10303_28 xmlns="urn">', "ifcxml"],
    ['<?xml version="1.0"?><html>', null],
    ["hello", null],
    ["", null],
  ])("%j is %s", (text, format) => expect(sniffFormat(bytes(text))).toBe(format));

  it("says what the content is when the name lies", () => {
    expect(() => checkContent(bytes("%PDF-1.4"), "ifc")).toThrow(
      "content is a PDF file: give it the extension .pdf",
    );
    expect(() => checkContent(bytes("PK\x03\x04"), "ifc")).toThrow("unpack it first");
    expect(() => checkContent(bytes("garbage"), "ifc")).toThrow("no IFC file");
    expect(() => checkContent(bytes(archive("[Content_Types].xml")), "ifczip")).toThrow(
      "content is a XLSX file: give it the extension .xlsx",
    );
  });

  it("takes archives and tables for what they are called", () => {
    for (const name of ["ifczip", "xlsx"] as const)
      expect(() => checkContent(bytes(archive("docs/")), name)).not.toThrow();
    expect(() => checkContent(bytes("Pos;Menge"), "csv")).not.toThrow();
    expect(() => checkContent(bytes("\xff\xfeP\0o\0"), "csv")).not.toThrow();
    expect(() => checkContent(bytes("a\0b"), "csv")).toThrow("no CSV file");
    expect(() => checkContent(bytes("%PDF-1.4"), "csv")).toThrow("give it the extension .pdf");
    expect(() => checkContent(bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "xlsx")).toThrow(/\.xls.*password/);
  });

  it("says what to do with ifcXML, by its name, by its content, and within an archive", () => {
    expect(() => formatOf("model.ifcXML", ["ifc", "ifczip"])).toThrow("Export the model as IFC (STEP");
    expect(() => checkContent(bytes("<?xml version='1.0'?><ifcXML>"), "ifc")).toThrow(
      "Export the model as IFC",
    );
    expect(() => checkContent(bytes(archive("a.ifcxml")), "ifczip")).toThrow("Export the model as IFC");
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
