import type { IndexFilter } from "../vector-index.ts";

export type SqlValue = string | number;

/** Conditions on `points p`, each with its values; the tenant's condition is the caller's. */
export function filterSql(tenantId: string, filter: IndexFilter = {}): { sql: string; values: SqlValue[] } {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  const add = (sql: string, ...given: SqlValue[]) => {
    parts.push(sql);
    values.push(...given);
  };
  const listed = "in (select value from json_each(?))";
  const { projectIds, excludeProjectIds, place, materials, classes, floorAreaM2, createdAt, excludeIds } =
    filter;
  if (projectIds) add(`p.project_id ${listed}`, JSON.stringify(projectIds));
  if (excludeProjectIds?.length)
    add(`(p.project_id is null or p.project_id not ${listed})`, JSON.stringify(excludeProjectIds));
  if (place !== undefined) add("p.place = ?", place);
  // One condition for all: SQLite would try the rows of one against the rows of the next.
  const terms = [
    ...(materials ?? []).map((id) => [materialTerm(id)]),
    ...(classes ? [classes.map(classTerm)] : []),
  ];
  if (terms.length > 0)
    add(
      `p.row in (${terms.map(() => `select row from terms where tenant_id = ? and term ${listed}`).join(" intersect ")})`,
      ...terms.flatMap((either) => [tenantId, JSON.stringify(either)]),
    );
  if (floorAreaM2?.min !== undefined) add("p.floor_area_m2 >= ?", floorAreaM2.min);
  if (floorAreaM2?.max !== undefined) add("p.floor_area_m2 <= ?", floorAreaM2.max);
  if (createdAt?.from !== undefined) add("p.created_at >= ?", Date.parse(createdAt.from));
  if (createdAt?.to !== undefined) add("p.created_at <= ?", Date.parse(createdAt.to));
  if (excludeIds?.length) add(`p.id not ${listed}`, JSON.stringify(excludeIds));
  return { sql: parts.map((part) => ` and ${part}`).join(""), values };
}

export const materialTerm = (id: string) => `material ${id}`;
export const classTerm = (name: string) => `class ${name}`;
