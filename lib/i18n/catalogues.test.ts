import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { areasOnDisk, generatedCatalogue, TARGET } from "./generate.ts";
import { LOCALES } from "./locales.ts";
import { messagesOf } from "./messages.ts";
import { textsOf } from "./testing/texts.ts";

it("every language has every area, and no other", () => {
  for (const locale of LOCALES)
    expect(readdirSync(path.join(import.meta.dirname, "messages", locale)).toSorted(), locale).toEqual(
      areasOnDisk().map((area) => `${area}.json`),
    );
});

it("the list of catalogues is what `node lib/i18n/generate.ts` writes", () =>
  expect(readFileSync(TARGET, "utf8")).toBe(generatedCatalogue()));

describe.each(LOCALES.map((locale) => [locale, textsOf(messagesOf(locale))] as const))("%s", (_, texts) => {
  const english = textsOf(messagesOf("en"));

  it("has the keys that English has", () =>
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted()));

  it("has no empty text", () =>
    expect([...texts].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]));

  it("takes the arguments and has the marks that English has, and parses", () => {
    const different = [...texts].filter(
      ([key, text]) => JSON.stringify(fillings(text)) !== JSON.stringify(fillings(english.get(key) ?? "")),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });
});

/** Names of what is filled in, each with its kind. */
function fillings(text: string): string[] {
  const found = new Set<string>();
  const visit = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      found.add(`${element.value} ${TYPE[element.type]}`);
      if (element.type === TYPE.tag) visit(element.children);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const { value } of Object.values(element.options)) visit(value);
    }
  };
  visit(parse(text));
  return [...found].sort();
}
