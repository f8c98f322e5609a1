import { DatabaseSync, type StatementSync } from "node:sqlite";
import { getLoadablePath } from "sqlite-vec";
import type { Hit, IndexPoint, SearchOptions } from "../vector-index.ts";
import { Codes, codeOf } from "./codes.ts";
import { classTerm, filterSql, materialTerm, type SqlValue } from "./filter-sql.ts";

/** Partitions up to this size, and what a filter leaves up to it, are compared one by one: faster than by codes. */
const SCANNED = 2_000;
/** So many vectors by their codes are compared exactly; more where more are asked for. */
const PRESELECTED = 1_000;
const PRESELECTED_PER_HIT = 10;
/** Codes that may stay resident, in bytes; the partition that was not asked for longest goes first. */
const RESIDENT = 256 * 1024 * 1024;

const SCHEMA = `
create table points (
  row integer primary key autoincrement, tenant_id text not null, model text not null, id text not null, hash text not null,
  project_id text, place text, floor_area_m2 real, created_at integer not null, code blob not null, unique (tenant_id, id));
create index points_partition on points (tenant_id, model, row);
create table vectors (row integer primary key, tenant_id text not null, id text not null, vector blob not null);
create table terms (row integer, term text, tenant_id text not null, primary key (row, term)) without rowid;
create index terms_by_term on terms (tenant_id, term, row);
create table sizes (tenant_id text, model text, points integer not null, primary key (tenant_id, model)) without rowid;
create trigger points_in after insert on points begin
  insert into sizes values (new.tenant_id, new.model, 1) on conflict do update set points = points + 1;
end;
create trigger points_out after delete on points begin
  update sizes set points = points - 1 where tenant_id = old.tenant_id and model = old.model;
  delete from vectors where row = old.row;
  delete from terms where row = old.row;
end;`;

const JOINED = "points p join vectors v on v.row = p.row and v.tenant_id = p.tenant_id";

/** Tenant and model: what every question is bound to. */
export interface Partition {
  tenantId: string;
  model: string;
}

/**
 * One generation of the embedded index: a SQLite file, several processes at once (WAL). All work is synchronous: it
 * belongs into a thread of its own.
 */
export class PointStore {
  #db: DatabaseSync;
  #statements = new Map<string, StatementSync>();
  #resident = new Map<string, Codes>();

  static create(file: string): void {
    const db = new DatabaseSync(file);
    db.exec("pragma journal_mode = wal");
    db.exec(`begin; ${SCHEMA} pragma user_version = 1; commit`);
    db.close();
  }

  constructor(file: string) {
    this.#db = new DatabaseSync(file, { allowExtension: true, readOnly: false });
    this.#db.loadExtension(getLoadablePath());
    // Mapped, vectors are read in half the time. Only who cuts the file off under us ends the process by that.
    this.#db.exec("pragma busy_timeout = 10000; pragma cache_size = -32000; pragma mmap_size = 4294967296");
    if (this.#statement("pragma user_version").get()?.user_version !== 1)
      throw new Error(`${file} holds no index of this program`);
  }

  upsert({ tenantId, model }: Partition, points: readonly IndexPoint[]): void {
    this.#inTransaction(() => {
      for (const point of points) this.#write(tenantId, model, point);
    });
  }

  remove(tenantId: string, ids: readonly string[]): void {
    this.#inTransaction(() => {
      for (const id of ids)
        this.#statement("delete from points where tenant_id = ? and id = ?").run(tenantId, id);
    });
  }

  removeAll(tenantId: string): void {
    this.#inTransaction(() => {
      this.#statement("delete from points where tenant_id = ?").run(tenantId);
      this.#statement("delete from sizes where tenant_id = ?").run(tenantId);
    });
    for (const key of this.#resident.keys()) if (key.startsWith(tenantId)) this.#resident.delete(key);
  }

  search(partition: Partition, vector: Float32Array, options: SearchOptions): Hit[] {
    return this.#atOnce(() => {
      const { tenantId, model } = partition;
      const filter = filterSql(tenantId, options.filter);
      const within = {
        from: JOINED,
        sql: `p.tenant_id = ? and p.model = ?${filter.sql}`,
        values: [tenantId, model, ...filter.values],
      };
      if (this.count(partition) <= SCANNED) return this.#compare(vector, within, options);
      const wanted = Math.max(PRESELECTED, options.limit * PRESELECTED_PER_HIT);
      const among = filter.sql === "" ? null : this.#rows(within);
      const rows =
        among !== null && among.length <= SCANNED
          ? [...among]
          : this.#codesOf(partition).nearest(codeOf(vector), wanted, among);
      // Their rows are the partition's, so what they hold need not be looked at again; whose they are is, all the same.
      return this.#compare(
        vector,
        {
          from: "vectors v",
          sql: "v.tenant_id = ? and v.row in (select value from json_each(?))",
          values: [tenantId, JSON.stringify(rows)],
        },
        options,
      );
    });
  }

  /** Without codes, whatever the size: what the fast way is measured by. */
  scan({ tenantId, model }: Partition, vector: Float32Array, options: SearchOptions): Hit[] {
    const filter = filterSql(tenantId, options.filter);
    const values = [tenantId, model, ...filter.values];
    const sql = `p.tenant_id = ? and p.model = ?${filter.sql}`;
    return this.#compare(vector, { from: JOINED, sql, values }, options);
  }

  count({ tenantId, model }: Partition): number {
    return Number(
      this.#statement("select points from sizes where tenant_id = ? and model = ?").get(tenantId, model)
        ?.points ?? 0,
    );
  }

  entries(
    { tenantId, model }: Partition,
    after: string | null,
    limit: number,
  ): { id: string; hash: string }[] {
    return this.#statement(
      "select id, hash from points where tenant_id = ? and id > ? and model = ? order by id limit ?",
    )
      .all(tenantId, after ?? "", model, limit)
      .map(({ id, hash }) => ({ id: String(id), hash: String(hash) }));
  }

  total(): number {
    return Number(this.#statement("select coalesce(sum(points), 0) as points from sizes").get()?.points ?? 0);
  }

  residentBytes(): number {
    return [...this.#resident.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  close(): void {
    this.#db.close();
  }

  #write(tenantId: string, model: string, { id, hash, vector, payload }: IndexPoint): void {
    this.#statement("delete from points where tenant_id = ? and id = ?").run(tenantId, id);
    const { project_id, place, floor_area_m2, created_at } = payload;
    const { lastInsertRowid: row } = this.#statement(
      "insert into points (tenant_id, model, id, hash, project_id, place, floor_area_m2, created_at, code) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ).run(
      tenantId,
      model,
      id,
      hash,
      project_id,
      place,
      floor_area_m2,
      Date.parse(created_at),
      bytesOf(codeOf(vector)),
    );
    this.#statement("insert into vectors values (?, ?, ?, ?)").run(row, tenantId, id, bytesOf(vector));
    const terms = new Set([
      ...payload.materials.map(materialTerm),
      ...Object.keys(payload.classes).map(classTerm),
    ]);
    for (const term of terms) this.#statement("insert into terms values (?, ?, ?)").run(row, term, tenantId);
  }

  /** The most similar of the points that a condition holds for, by their whole vectors. */
  #compare(
    vector: Float32Array,
    within: { from: string; sql: string; values: SqlValue[] },
    { limit, scoreThreshold }: SearchOptions,
  ): Hit[] {
    // A vector of zeros is like nothing.
    const score = "coalesce(1 - vec_distance_cosine(v.vector, ?), 0)";
    const rows = this.#statement(
      `select v.id, ${score} as score from ${within.from} where ${within.sql} order by score desc, v.id limit ?`,
    ).all(bytesOf(vector), ...within.values, limit);
    return rows
      .map(({ id, score }) => ({ id: String(id), score: Number(score) }))
      .filter(({ score }) => scoreThreshold === undefined || score >= scoreThreshold);
  }

  #rows(within: { sql: string; values: SqlValue[] }): Uint32Array {
    // As one text: rows one by one take three times as long.
    const { rows } =
      this.#statement(
        `select json_group_array(row) as rows from (select p.row from points p where ${within.sql} order by p.row)`,
      ).get(...within.values) ?? {};
    return Uint32Array.from(JSON.parse(String(rows)));
  }

  /** The partition's codes as the file has them now. */
  #codesOf(partition: Partition): Codes {
    const { tenantId, model } = partition;
    const key = `${tenantId} ${model}`;
    const codes = this.#resident.get(key) ?? new Codes(this.#dimensions(partition));
    const added = this.#statement(
      "select row, code from points where tenant_id = ? and model = ? and row > ? order by row",
    ).all(tenantId, model, codes.lastRow);
    codes.add(added.map(({ row, code }) => ({ row: Number(row), code: bytes(code) })));
    const size = this.count(partition);
    // A few of what is gone do no harm: they are missing where vectors are compared.
    if (codes.size - size > Math.max(64, size / 100))
      codes.keep(this.#rows({ sql: "p.tenant_id = ? and p.model = ?", values: [tenantId, model] }));
    this.#resident.delete(key);
    this.#resident.set(key, codes);
    for (const [oldest] of this.#resident) {
      if (this.residentBytes() <= RESIDENT || this.#resident.size === 1) break;
      this.#resident.delete(oldest);
    }
    return codes;
  }

  #dimensions({ tenantId, model }: Partition): number {
    const row = this.#statement("select code from points where tenant_id = ? and model = ? limit 1").get(
      tenantId,
      model,
    );
    return row ? bytes(row.code).byteLength * 8 : 0;
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#db.prepare(sql);
    // Filters make a bounded number of them.
    if (this.#statements.size > 500) this.#statements.clear();
    this.#statements.set(sql, made);
    return made;
  }

  /** All that is read in `work` is of one moment. */
  #atOnce<T>(work: () => T): T {
    return this.#between("begin", work);
  }

  #inTransaction<T>(work: () => T): T {
    return this.#between("begin immediate", work);
  }

  #between<T>(begin: string, work: () => T): T {
    this.#db.exec(begin);
    try {
      const result = work();
      this.#db.exec("commit");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("rollback");
      throw error;
    }
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

function bytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error("The index holds something else than a code");
  return value;
}
