import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";

/** Prints rows as a table and keeps them as JSON under bench/results/. */
export function report(name: string, rows: Record<string, string | number>[], notes: string[] = []): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const width = (column: string) =>
    Math.max(column.length, ...rows.map((row) => String(row[column] ?? "").length));
  const line = (cells: string[]) => cells.map((cell, i) => cell.padEnd(width(columns[i] ?? ""))).join("  ");
  console.log(`\n${name} (${os.cpus().length} cores, Node ${process.versions.node})`);
  console.log(line(columns));
  console.log(line(columns.map((c) => "-".repeat(width(c)))));
  for (const row of rows) console.log(line(columns.map((c) => String(row[c] ?? ""))));
  for (const note of notes) console.log(note);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync(
    `bench/results/${name}.json`,
    JSON.stringify({ name, cores: os.cpus().length, node: process.versions.node, rows, notes }, null, 2),
  );
}

/** The p-th percentile (0..1) of numbers. */
export function percentile(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));
