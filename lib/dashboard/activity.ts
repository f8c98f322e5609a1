import type { z } from "zod";
import { daysBetween } from "#lib/usage/daily-usage.ts";
import type { EstimateFigures } from "./estimate-figures.ts";
import type { FileFigures } from "./file-figures.ts";
import type { Scope } from "./scope.ts";
import type { Dashboard } from "./views.ts";

/** How many files and estimates were made on each day of the range, the quiet ones too; those that are still there. */
export function activityOf(
  { from, to }: Scope["range"],
  files: FileFigures,
  estimates: EstimateFigures,
): z.input<typeof Dashboard>["activity"] {
  const perDay = ({ days }: Pick<FileFigures, "days">) => new Map(days.map(({ day, n }) => [day, n]));
  const [madeFiles, madeEstimates] = [perDay(files), perDay(estimates)];
  return daysBetween(from, to).map((date) => ({
    date,
    files: madeFiles.get(date) ?? 0,
    estimates: madeEstimates.get(date) ?? 0,
  }));
}
