import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DEFAULT_CATALOGUE, DEFAULT_ENTRY_GROUPS } from "#lib/catalogue/default-catalogue.ts";
import { BUILDING_KINDS } from "#lib/search/ranking/building-kind.ts";
import { readEstimate, TRADES } from "#lib/search/ranking/features.ts";
import { FROZEN_SEED } from "../corpus/corpus.ts";
import { preparedCorpus } from "../prepared.ts";
import { SCRATCH } from "../vectors.ts";

/**
 * What the recogniser is fitted on: of each estimate of the seeds given its reference cost by entry and trade, its area,
 * storeys and the kinds that its text names (`<seed>.f32`, a row each), and what it is (`<seed>.json`).
 */
const FOLDER = path.join(SCRATCH, "fit");
const ENTRIES = [...DEFAULT_CATALOGUE.keys()];
const tradeOf = Object.fromEntries(DEFAULT_ENTRY_GROUPS);

mkdirSync(FOLDER, { recursive: true });
for (const seed of process.argv.slice(2).map(Number)) {
  if (seed === FROZEN_SEED)
    throw new Error("The frozen seed is for the report only: nothing is fitted on it.");
  const { corpus, tenants } = preparedCorpus(seed);
  const rows: number[] = [];
  for (const { estimates, queries } of tenants)
    for (const summary of [...estimates, ...queries]) {
      const { amountByEntry, amountByTrade, floorAreaM2, storeys, kinds } = readEstimate(summary);
      rows.push(
        ...ENTRIES.map((entry) => amountByEntry.get(entry) ?? 0),
        ...amountByTrade,
        floorAreaM2 ?? 0,
        storeys ?? 0,
        ...BUILDING_KINDS.map((kind) => (kinds.includes(kind) ? 1 : 0)),
      );
    }
  const truth = corpus.truth.flatMap(({ estimates, queries }) => [...estimates, ...queries]);
  writeFileSync(path.join(FOLDER, `${seed}.f32`), new Uint8Array(Float32Array.from(rows).buffer));
  writeFileSync(
    path.join(FOLDER, `${seed}.json`),
    JSON.stringify({ entries: ENTRIES, tradeOf, trades: TRADES, kinds: BUILDING_KINDS, truth }),
  );
  console.log(`Seed ${seed}: ${truth.length} estimates`);
}
