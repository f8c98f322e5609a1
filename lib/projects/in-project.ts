import { eq, isNull, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";

/** Of a list's query: only what stands in this project, or (`none`) in no project at all. */
export const InProject = z.union([z.uuid(), z.literal("none")]).optional();

/** The condition that `InProject` asks for; undefined where it asks for nothing. */
export function inProject(projectId: AnyPgColumn, asked: z.output<typeof InProject>): SQL | undefined {
  if (asked === undefined) return undefined;
  return asked === "none" ? isNull(projectId) : eq(projectId, asked);
}
