import { afterAll, expect, it } from "vitest";
import { areasRead, factsOf, layoutsOf } from "./testing/page-areas.ts";
import { interfaceFiles, openSources } from "./testing/sources.ts";

const sources = openSources();
afterAll(() => sources.close());

const files = interfaceFiles();
const facts = new Map(files.map((file) => [file, factsOf(file, sources.parse(file))]));
const entries = files.filter((file) => /\/(?:page|layout|error|loading|not-found)\.tsx$/.test(file));
const providedBy = (file: string) => facts.get(file)?.provides ?? [];

it.each(entries)("%s gives its client components the texts that they read", (entry) => {
  const given = [entry, ...layoutsOf(entry)].flatMap(providedBy);
  const isGiven = (text: string) => given.some((part) => text === part || text.startsWith(`${part}.`));
  const missing = [...areasRead(entry, (file) => facts.get(file))].flatMap(([area, keys]) => {
    if (isGiven(area)) return [];
    return given.some((part) => part.startsWith(`${area}.`))
      ? [...keys].filter((key) => !isGiven(key))
      : area;
  });
  expect(missing.toSorted()).toEqual([]);
});

it.each(entries.filter((file) => file.endsWith("page.tsx") && providedBy(file).length > 0))(
  "%s sends no texts that nothing on it reads, and none twice",
  (page) => {
    const above = new Set(layoutsOf(page).flatMap(providedBy));
    const read = areasRead(page, (file) => facts.get(file));
    expect(providedBy(page).filter((area) => above.has(area) || !read.has(area))).toEqual([]);
  },
);
