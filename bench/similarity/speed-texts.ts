import { FROZEN_SEED, makeCorpus } from "./corpus/corpus.ts";
import type { CorpusEstimate } from "./corpus/draw.ts";

/** Names of an estimate that make its text: few, so that 100 000 texts are embedded in minutes. */
const NAMES = 2;

/** So many different texts of estimates: its first two materials and the place. */
export function differentTexts(count: number, firstSeed = FROZEN_SEED + 1): string[] {
  const out = new Set<string>();
  for (let seed = firstSeed; out.size < count; seed++)
    for (const { estimates } of makeCorpus(seed).tenants)
      for (const estimate of estimates) if (out.size < count) out.add(textOf(estimate));
  return [...out];
}

function textOf({ lines, location }: CorpusEstimate): string {
  const names = lines.flatMap(({ name }) => name ?? []).slice(0, NAMES);
  return `${names.join(", ")}. ${location}`;
}
