import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { isEnglishOnly } from "./testing/english-only.ts";
import { interfaceFiles, openSources } from "./testing/sources.ts";
import { textOfNode, userTexts } from "./testing/user-texts.ts";

/** Names, units, keys and marks of programs: the same in every language. */
const NO_WORDS =
  /^(?:by (?:pointer|key)|give again|upload …|none|Files|input, textarea, select|Construction AI|%s · Construction AI|… · Construction AI|IFC|DWG|DXF|PDF|CSV|XLSX|HTML|Revit \(RVT\)|light dark|Esc|Ctrl K|… ms|… ft³|… kgCO₂e\/(?:m²|…)|\{hotkey\}|<head>.*|\/\/ npm install .*|# ID, TIMESTAMP: .*)$/s;

const sources = openSources();
afterAll(() => sources.close());

const found = new Map(
  interfaceFiles()
    .filter((file) => !isEnglishOnly(file))
    .map((file) => {
      const source = sources.parse(file);
      const lines = [...userTexts(source)].filter((node) => !NO_WORDS.test(textOfNode(node)));
      return [
        file,
        lines.map((node) => `${lineOf(source.text, node.end)}: ${textOfNode(node).slice(0, 80)}`),
      ];
    }),
);
const notYet: string[] = JSON.parse(readFileSync(path.join(import.meta.dirname, "not-yet.json"), "utf8"));

it("no text stands in the code of files that are done", () => {
  const undone = [...found].filter(([file, texts]) => texts.length > 0 && !notYet.includes(file));
  expect(Object.fromEntries(undone)).toEqual({});
});

it("files that are still to be done have some left", () =>
  expect(notYet.filter((file) => (found.get(file)?.length ?? 0) === 0)).toEqual([]));

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
