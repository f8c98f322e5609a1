import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { onDays } from "#lib/http/days.ts";
import { conditionsOf, type Scope } from "./scope.ts";

type FileStatus = (typeof files.$inferSelect)["status"];

/** How many files there are by status, and what of them is made in the range, by day and project. */
export interface FileFigures {
  statuses: { status: FileStatus; n: number }[];
  days: { day: string; n: number }[];
  /** `n` of the range; bytes of all that is stored. */
  projects: { id: string | null; n: number; bytes: number }[];
}

/** Reads the files once for all that is made of them. An upload under way has only declared its bytes. */
export async function readFileFigures(tx: Transaction, scope: Scope): Promise<FileFigures> {
  const inRange = onDays(files.createdAt, scope.range);
  const rows = await tx.execute<Row & Record<string, unknown>>(sql`
    with found as (
      select ${files.status} as status, ${files.projectId} as project_id, ${files.size} as size,
        case when ${inRange} then (${files.createdAt} at time zone 'UTC')::date end as day
      from ${files} where ${conditionsOf(scope).files})
    select case when grouping(status) = 0 then 'status' when grouping(day) = 0 then 'day' else 'project' end as by,
      status, day::text as day, project_id as id, count(*)::int as n, count(day)::int as made,
      coalesce(sum(size) filter (where status <> 'pending'), 0)::float8 as bytes
    from found group by grouping sets ((status), (day), (project_id))`);
  const of = (by: Row["by"]) => rows.filter((row) => row.by === by);
  return {
    statuses: of("status").flatMap(({ status, n }) => (status ? [{ status, n }] : [])),
    days: of("day").flatMap(({ day, n }) => (day ? [{ day, n }] : [])),
    projects: of("project").map(({ id, made, bytes }) => ({ id, n: made, bytes })),
  };
}

interface Row {
  by: "status" | "day" | "project";
  status: FileStatus | null;
  day: string | null;
  id: string | null;
  n: number;
  made: number;
  bytes: number;
}
