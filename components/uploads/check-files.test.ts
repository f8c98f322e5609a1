import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { checkFiles } from "./check-files.ts";
import type { ChosenFile } from "./types.ts";

const t = testTranslator("uploads");
const limits = { types: ["ifc", "pdf"], maxSize: 100, free: 1000 };

const chosen = (name: string, size: number, folder = ""): ChosenFile => ({
  file: new File([new Uint8Array(size)], name),
  folder,
});

it("takes what fits, whatever the case of its extension", () => {
  const files = [chosen("a.IFC", 1), chosen("b.ifc2x3.ifc", 100), chosen("c.pdf", 5, "school")];
  expect(checkFiles(t, files, limits)).toEqual({ accepted: files, refused: [], leftOut: new Map() });
});

it.each([
  ["notes.docx", 5, ".docx files are not accepted here. Accepted: .ifc, .pdf."],
  ["house.ifcXML", 5, "Export the model as IFC (STEP"],
  ["README", 5, "without an extension"],
  [".ifc", 5, "without an extension"],
  ["a.ifc", 0, "empty"],
  ["a.ifc", 101, "largest accepted"],
])("refuses %s of %i bytes", (name, size, sentence) => {
  const { accepted, refused } = checkFiles(t, [chosen(name, size)], limits);
  expect(accepted).toEqual([]);
  expect(refused).toEqual([{ name, reason: expect.stringContaining(sentence) }]);
});

it("refuses what the storage has no room for, counting what goes before it", () => {
  const files = [chosen("a.ifc", 60), chosen("b.ifc", 60), chosen("c.ifc", 40)];
  const { accepted, refused } = checkFiles(t, files, { ...limits, free: 100 });
  expect(accepted.map(({ file }) => file.name)).toEqual(["a.ifc", "c.ifc"]);
  expect(refused).toEqual([{ name: "b.ifc", reason: expect.stringContaining("40 B of the organisation's") }]);
});

it("of a folder other types are left out and counted; what is wrong otherwise is named", () => {
  const files = [
    chosen("a.ifc", 5, "school"),
    chosen("plan.docx", 5, "school"),
    chosen("b.docx", 5, "school/old"),
    chosen("README", 5, "school"),
    chosen("empty.ifc", 0, "school"),
  ];
  const { accepted, refused, leftOut } = checkFiles(t, files, limits);
  expect(accepted).toEqual(files.slice(0, 1));
  expect(refused.map(({ name }) => name)).toEqual(["empty.ifc"]);
  expect([...leftOut]).toEqual([
    ["docx", 2],
    ["", 1],
  ]);
});
