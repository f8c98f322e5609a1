import { afterAll, expect, it } from "vitest";
import { messagesOf } from "./messages.ts";
import { keyUses } from "./testing/key-use.ts";
import { interfaceFiles, openSources } from "./testing/sources.ts";
import { textsOf } from "./testing/texts.ts";

/** Read by functions, not by translators: components/format/locale.ts, lib/reports. */
const READ_ELSEWHERE = /^(?:format|failures|report)\./;

const sources = openSources();
afterAll(() => sources.close());

const texts = textsOf(messagesOf("en"));
const uses = interfaceFiles().flatMap((file) =>
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

it("no key is unused", () => {
  const used = new Set(uses.flatMap(({ key }) => key ?? []));
  const patterns = uses.flatMap(({ pattern }) => pattern ?? []);
  const unused = [...texts.keys()].filter(
    (key) => !READ_ELSEWHERE.test(key) && !used.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});
