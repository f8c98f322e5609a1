import type { Schemas } from "@qdrant/js-client-rest";

/** What Qdrant does with points, as its documentation says it, for the local double. */

export interface StoredPoint {
  id: string;
  /** Of length 1, as Qdrant stores vectors that are compared by cosine. */
  vector: number[];
  payload: Record<string, unknown>;
  shard: string | null;
}

export function normalised(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}

export const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

type Filter = Schemas["Filter"];
type Condition = Schemas["Condition"];

export function holds(filter: Filter | null | undefined, point: StoredPoint): boolean {
  if (!filter) return true;
  const all = listOf<Condition>(filter.must).every((condition) => meets(condition, point));
  const none = !listOf<Condition>(filter.must_not).some((condition) => meets(condition, point));
  const should = listOf<Condition>(filter.should);
  return all && none && (should.length === 0 || should.some((condition) => meets(condition, point)));
}

/** Fields that a filter asks for; each should have an index. */
export function fieldsOf(filter: Filter | null | undefined): string[] {
  if (!filter) return [];
  const conditions = [filter.must, filter.must_not, filter.should].flatMap((part) => listOf<Condition>(part));
  return conditions.flatMap((condition) => ("key" in condition ? [condition.key] : []));
}

/** Whether a filter demands one tenant: else it would reach over all of them. */
export function tenantOf(filter: Filter | null | undefined): string | null {
  for (const condition of listOf<Condition>(filter?.must))
    if (
      "key" in condition &&
      condition.key === "tenant_id" &&
      typeof condition.match === "object" &&
      condition.match !== null &&
      "value" in condition.match
    )
      return String(condition.match.value);
  return null;
}

const listOf = <T>(given: T | T[] | null | undefined): T[] =>
  given === null || given === undefined ? [] : Array.isArray(given) ? given : [given];

function meets(condition: Condition, point: StoredPoint): boolean {
  if ("has_id" in condition) return condition.has_id.map(String).includes(point.id);
  if (!("key" in condition)) throw new Error(`The double knows no condition ${JSON.stringify(condition)}`);
  // A list meets what one of its values meets; what is not there meets nothing.
  const values = listOf<unknown>(point.payload[condition.key]);
  const { match, range } = condition;
  if (match && typeof match === "object" && "value" in match)
    return values.some((value) => value === match.value);
  if (match && "any" in match) return values.some((value) => (match.any as unknown[]).includes(value));
  if (range) return values.some((value) => isWithin(value, range));
  throw new Error(`The double knows no condition ${JSON.stringify(condition)}`);
}

function isWithin(value: unknown, range: NonNullable<Schemas["FieldCondition"]["range"]>): boolean {
  const read = (bound: unknown) => (typeof bound === "string" ? Date.parse(bound) : Number(bound));
  if (value === null || value === undefined) return false;
  const at = read(value);
  const { gte, lte, gt, lt } = range;
  return (
    (gte == null || at >= read(gte)) &&
    (lte == null || at <= read(lte)) &&
    (gt == null || at > read(gt)) &&
    (lt == null || at < read(lt))
  );
}
