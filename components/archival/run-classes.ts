import type { RunClassesAnswer } from "./answers.ts";

type Counts = RunClassesAnswer["logs"];

/** A run's counts over all classes. */
export function sumOfClasses(classes: RunClassesAnswer): Counts {
  const all = Object.values(classes);
  const sum = (of: (counts: Counts) => number) => all.reduce((total, counts) => total + of(counts), 0);
  return {
    matched: sum(({ matched }) => matched),
    archived: sum(({ archived }) => archived),
    skipped: sum(({ skipped }) => skipped),
    failed: sum(({ failed }) => failed),
    queued: sum(({ queued }) => queued),
    bytes: sum(({ bytes }) => bytes),
  };
}
