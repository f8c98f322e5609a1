import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import de from "./de.json" with { type: "json" };
import en from "./en.json" with { type: "json" };

/** Every text by its key. */
function texts(tree: object, above = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${above}${key}`, value]] : texts(value, `${above}${key}.`),
  );
}

const namesIn = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)(?:\}|, plural)/g)].map((found) => found[1]))].sort();

it("has the same texts with the same arguments in both languages", () => {
  const german = new Map(texts(de));
  expect([...german.keys()]).toEqual(texts(en).map(([key]) => key));
  for (const [key, text] of texts(en)) expect(namesIn(german.get(key) ?? ""), key).toEqual(namesIn(text));
});

it("has no text that no workbook uses", () => {
  const folder = path.resolve("lib/boq");
  const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(path.join(folder, name), "utf8"))
    .join("\n");
  const begins = [...code.matchAll(/(?:\bt|billWords\(\w+\))\(\s*[`"]([\w.]+?)(?:\$\{|[`"])/g)].map(
    (found) => found[1] ?? "",
  );
  for (const [key] of texts(en))
    expect(
      begins.some((begin) => key === begin || (begin.endsWith(".") && key.startsWith(begin))),
      key,
    ).toBe(true);
});
