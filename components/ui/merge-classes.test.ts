import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { twMerge } from "tailwind-merge";
import { expect, it } from "vitest";
import { mergeClasses } from "./merge-classes.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");

/** Every word of the sources' texts in quotes that tailwind-merge takes for a class. */
const classes = [...new Set(["components", "app"].flatMap(wordsBelow))].filter(
  (word) => twMerge(`${word} x ${word}`) === `x ${word}`,
);

function wordsBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("merge-classes"))
    .flatMap((name) => [...readFileSync(path.join(ROOT, folder, name), "utf8").matchAll(/"([^"\n]*)"/g)])
    .flatMap(([, text = ""]) => text.split(/\s+/))
    .filter(Boolean);
}

/** Without its conditions: whether two classes are of one property does not depend on them. */
const bare = (name: string) => name.replace(/^(?:[^[\](): ]|\[[^\]]*\]|\([^)]*\))*:(?=\S)/, "");

it("finds classes", () => expect(classes.length).toBeGreaterThan(500));

it("keeps and leaves out what tailwind-merge does, for every two classes of the sources", () => {
  const plain = [...new Set(classes.map((name) => bare(name).replace(/^!|!$/g, "")))];
  // One of each kind: what two classes do to each other depends on their kinds.
  const kinds: string[] = [];
  for (const name of plain)
    if (!kinds.some((kind) => twMerge(`${kind} ${name}`) === name && twMerge(`${name} ${kind}`) === kind))
      kinds.push(name);
  const wrong: string[] = [];
  for (const name of plain)
    for (const kind of kinds)
      for (const both of [`${kind} ${name}`, `${name} ${kind}`])
        if (mergeClasses(both) !== twMerge(both)) wrong.push(`${both} → ${twMerge(both)}`);
  expect(wrong, "tell merge-classes.ts what these classes set").toEqual([]);
}, 120_000);

it("holds conditions, importance and unknown classes apart as tailwind-merge does", () => {
  for (const name of classes)
    for (const both of [`p-2 ${name}`, `${name} px-1! hover:p-3 ${name}`, `group ${name} size-3 mine`])
      expect(mergeClasses(both), both).toBe(twMerge(both));
});
