import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { afterAll, expect, it } from "vitest";
import { messagesOf } from "./messages.ts";
import { keyUses } from "./testing/key-use.ts";
import { interfaceFiles, openSources, serverFiles } from "./testing/sources.ts";
import { textsOf } from "./testing/texts.ts";

/** Read by functions, not by translators: components/format/locale.ts, lib/reports, kept-text.ts and entry-name.ts (which have tests of their own), components/files/labels.ts. */
const READ_ELSEWHERE = /^(?:format|(?:upload-|sign-in-)?failures|report|kept|catalogue|ifc-classes)\./;

const sources = openSources();
afterAll(() => sources.close());

const texts = textsOf(messagesOf("en"));
const uses = [...new Set([...interfaceFiles(), ...serverFiles()])].flatMap((file) =>
  [...keyUses(sources.parse(file))].map((use) => ({ ...use, at: `${file}:${use.line}` })),
);

it("no key is used that is missing", () => {
  const missing = uses.filter(
    ({ key, pattern }) =>
      (key !== undefined && !texts.has(key)) ||
      (pattern !== undefined && ![...texts.keys()].some((known) => pattern.test(known))),
  );
  expect(missing.map(({ at, key, pattern }) => `${at} ${key ?? pattern}`)).toEqual([]);
});

it("every key can be told from the source: a literal, or a template that begins with one", () =>
  expect(uses.flatMap(({ at, unclear }) => (unclear === undefined ? [] : [`${at} ${unclear}`]))).toEqual([]));

it("every text is given what it names", () => {
  const lacking = uses.flatMap(({ at, key, given }) => {
    const text = key === undefined ? undefined : texts.get(key);
    const missing = text === undefined || !given ? [] : namesIn(text).filter((name) => !given.includes(name));
    return missing.length > 0 ? [`${at} ${key}: ${missing.join(", ")}`] : [];
  });
  expect(lacking).toEqual([]);
});

/** Names of values; marks such as "<link>" are functions of `t.rich`. */
function namesIn(text: string): string[] {
  const names = new Set<string>();
  const visit = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      if (element.type === TYPE.tag) visit(element.children);
      else names.add(element.value);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const { value } of Object.values(element.options)) visit(value);
    }
  };
  visit(parse(text));
  return [...names];
}

it("no key is unused", () => {
  const used = new Set(uses.flatMap(({ key }) => key ?? []));
  const patterns = uses.flatMap(({ pattern }) => pattern ?? []);
  const unused = [...texts.keys()].filter(
    (key) => !READ_ELSEWHERE.test(key) && !used.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});
