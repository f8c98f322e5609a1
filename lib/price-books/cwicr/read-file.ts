import { stat } from "node:fs/promises";
import { collector } from "./collect.ts";
import { cellReader } from "./cwicr-columns.ts";
import { fileRows } from "./read-rows.ts";
import { type RowProblem, UnreadableFile, type WorkItem } from "./types.ts";
import { searchWords, unitWord } from "./words.ts";

export const MOST_ROWS = 2_000_000;
export const MOST_ITEMS = 100_000;
/** Told with row and reason; the others are counted. */
const PROBLEMS_KEPT = 500;
const ITEMS_A_BATCH = 250;
const WORDS_A_BATCH = 5_000;

export interface FileTally {
  rows: number;
  items: number;
  resources: number;
  problemCount: number;
  problems: RowProblem[];
}

/** What is made of a file, piece by piece; whoever takes a piece says when there may be the next one. */
export interface FileTaker {
  items: (items: WorkItem[], rows: number) => void | Promise<void>;
  words: (words: { word: string; items: number[] }[]) => void | Promise<void>;
}

/**
 * Reads a file in the data set's form, as a stream: holds one work item and a batch of them, and of all items which words
 * they hold. Items are numbered from 1 as they come. Throws `UnreadableFile`.
 */
export async function readFile(path: string, taker: FileTaker): Promise<FileTally> {
  const tally: FileTally = { rows: 0, items: 0, resources: 0, problemCount: 0, problems: [] };
  const words = new Map<string, number[]>();
  const report = (problem: RowProblem) => {
    tally.problemCount += 1;
    if (tally.problems.length < PROBLEMS_KEPT) tally.problems.push(problem);
  };
  let batch: WorkItem[] = [];
  const add = async (item: WorkItem | null) => {
    if (!item) return;
    if (tally.items === MOST_ITEMS) throw new UnreadableFile("too_many_items", { most: String(MOST_ITEMS) });
    tally.items += 1;
    tally.resources += item.resources.length;
    const unit = item.priceUnit === null ? [] : [unitWord(item.priceUnit)];
    for (const word of [...searchWords(searchedText(item)), ...unit]) {
      const known = words.get(word);
      if (known) known.push(tally.items);
      else words.set(word, [tally.items]);
    }
    batch.push(item);
    if (batch.length < ITEMS_A_BATCH) return;
    await taker.items(batch, tally.rows);
    batch = [];
  };
  let collect: ReturnType<typeof collector> | undefined;
  for await (const { cells, row } of fileRows(path)) {
    if (!collect) {
      collect = collector(cellReader(cells), report);
      continue;
    }
    tally.rows += 1;
    if (tally.rows > MOST_ROWS) throw new UnreadableFile("too_many_rows", { most: String(MOST_ROWS) });
    await add(collect.take(cells, row));
  }
  await add(collect?.end() ?? null);
  if (tally.items === 0)
    throw new UnreadableFile((await stat(path)).size === 0 || collect ? "empty" : "csv", { row: "1" });
  await taker.items(batch, tally.rows);
  const sorted = [...words].map(([word, items]) => ({ word, items }));
  for (let at = 0; at < sorted.length; at += WORDS_A_BATCH)
    await taker.words(sorted.slice(at, at + WORDS_A_BATCH));
  return tally;
}

/** Code, name, and where it stands: what a person would look for it by. */
const searchedText = ({ rateCode, name, places }: WorkItem) =>
  [rateCode.toLowerCase(), name, ...places.map((place) => place.name)].join(" ");
