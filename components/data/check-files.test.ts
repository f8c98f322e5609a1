import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { checkFiles } from "./check-files.ts";

const t = testTranslator("data");

const limits = { types: ["ifc", "pdf"], maxSize: 100 };

it("takes what fits, whatever the case of its extension", () => {
  const files = [
    { name: "a.IFC", size: 1 },
    { name: "b.ifc2x3.ifc", size: 100 },
  ];
  expect(checkFiles(t, files, limits)).toEqual({ accepted: files, refused: [] });
});

it.each([
  ["notes.docx", 5, ".docx files are not accepted"],
  ["README", 5, "without an extension"],
  [".ifc", 5, "without an extension"],
  ["a.ifc", 0, "empty"],
  ["a.ifc", 101, "largest accepted"],
])("refuses %s of %i bytes", (name, size, sentence) => {
  const { accepted, refused } = checkFiles(t, [{ name, size }], limits);
  expect(accepted).toEqual([]);
  expect(refused).toEqual([{ name, reason: expect.stringContaining(sentence) }]);
});
