import { address } from "#components/data/address.ts";
import type { DashboardFilter } from "./filter.ts";

type Asked = Record<string, string | null | undefined>;

/** The pages that list what a dashboard's numbers count: with its project, and with its days where they are of days. */
export function linksOf({ from, to, project_id: project }: DashboardFilter) {
  const list = (path: string, asked: Asked = {}) => address(path, { project, ...asked });
  return {
    files: (asked?: Asked) => list("/files", asked),
    filesMade: (asked?: Asked) => list("/files", { from, to, ...asked }),
    estimates: (asked?: Asked) => list("/estimates", asked),
    estimatesMade: (asked?: Asked) => list("/estimates", { from, to, ...asked }),
  };
}
export type Links = ReturnType<typeof linksOf>;
