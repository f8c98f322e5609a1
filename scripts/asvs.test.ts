import { access, readFile } from "node:fs/promises";
import { expect, it } from "vitest";

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are numbered from 1. V17 (WebRTC) has none here. */
const SECTIONS: Record<string, number> = {
  ...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
  ...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
  ...{ "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 11, "6.3": 4, "6.4": 4, "6.5": 5 },
  ...{ "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2 },
  ...{ "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11 },
  ...{ "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1 },
  ...{ "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5 },
  ...{ "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5 },
  ...{ "16.3": 4, "16.4": 3, "16.5": 3 },
};

const FILE = /(?<![\w/.-])((?:app|components|db|e2e|lib|scripts)\/[\w()/.-]+\.tsx?|proxy\.ts)\b/g;

it("the ASVS checklist has each requirement once, with its state, and names only files that are there", async () => {
  const text = await readFile("docs/asvs.md", "utf8");
  const rows = [...text.matchAll(/^\| (\d[\d.,– ]*) \| [^|]+ \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)];
  const covered = rows.flatMap(([, numbers = ""]) => numbers.split(", ").flatMap(inRange));
  const wanted = Object.entries(SECTIONS).flatMap(([section, count]) => inRange(`${section}.1–${count}`));
  expect(covered.toSorted()).toEqual(wanted.toSorted());
  for (const [row, , state = "", where = ""] of rows) {
    expect(["yes", "part", "gap", "n/a", "site"], row).toContain(state);
    expect(where.trim(), row).not.toBe("");
  }
  const files = new Set([...text.matchAll(FILE)].map(([, path = ""]) => path));
  expect(files.size).toBeGreaterThan(80);
  const missing: string[] = [];
  for (const file of files) await access(file).catch(() => missing.push(file));
  expect(missing).toEqual([]);
});

/** `1.2.6–8` as `1.2.6`, `1.2.7`, `1.2.8`. */
function inRange(numbers: string): string[] {
  const [, section, first, last = first] = /^(\d+\.\d+)\.(\d+)(?:–(\d+))?$/.exec(numbers.trim()) ?? [];
  const from = Number(first);
  return Array.from({ length: Number(last) - from + 1 }, (_, at) => `${section}.${from + at}`);
}
