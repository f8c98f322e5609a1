import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { BucketName } from "#lib/storage/store.ts";
import type { Reference } from "./references.ts";

export interface LedgerObject {
  bucket: BucketName;
  key: string;
  size: number;
  /** Null: it stays in its bucket. */
  sha256: string | null;
  storageClass: string;
  /** Not all of it could be read. */
  damaged?: boolean;
}

/** What was seen and done of objects, in a file that goes with the work: there may be millions of them. */
export class Ledger {
  readonly #file: string;
  readonly #db: DatabaseSync;
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#file = path.join(directory, `backup-${randomUUID()}.sqlite`);
    this.#db = new DatabaseSync(this.#file);
    this.#db.exec(`pragma journal_mode = off; pragma synchronous = off;
      create table seen (n integer primary key, bucket text not null, key text not null, size integer not null, sha256 text, class text not null, damaged integer not null,
        unique (bucket, key));
      create table wanted (bucket text not null, key text not null, sha256 text, primary key (bucket, key)) without rowid`);
  }

  /** Replaces what is wanted. */
  async want(references: AsyncIterable<Reference[]>): Promise<void> {
    this.#db.exec("delete from wanted");
    const insert = this.#db.prepare("insert or ignore into wanted values (?, ?, ?)");
    for await (const part of references) {
      this.#db.exec("begin");
      for (const { bucket, key, sha256 } of part) insert.run(bucket, key, sha256);
      this.#db.exec("commit");
    }
  }

  /** The next that are wanted and not seen, after a place. */
  unseen(after: { bucket: string; key: string }, limit: number): Reference[] {
    return this.#db
      .prepare(
        `select bucket, key, sha256 from wanted w where (bucket, key) > (?, ?)
         and not exists (select 1 from seen s where s.bucket = w.bucket and s.key = w.key) order by bucket, key limit ?`,
      )
      .all(after.bucket, after.key, limit)
      .map(({ bucket, key, sha256 }) => ({
        bucket: bucketOf(bucket),
        key: String(key),
        sha256: sha256 === null ? null : String(sha256),
      }));
  }

  see({ bucket, key, size, sha256, storageClass, damaged = false }: LedgerObject): void {
    this.#db
      .prepare("insert into seen (bucket, key, size, sha256, class, damaged) values (?, ?, ?, ?, ?, ?)")
      .run(bucket, key, size, sha256, storageClass, damaged ? 1 : 0);
  }

  /** In the order they were seen: those that were taken along, or those that were left. */
  *seen(which: "taken" | "left"): Generator<LedgerObject> {
    const rows = this.#db
      .prepare(`select * from seen where sha256 is ${which === "taken" ? "not null" : "null"} order by n`)
      .iterate();
    for (const { bucket, key, size, sha256, class: storageClass } of rows)
      yield {
        bucket: bucketOf(bucket),
        key: String(key),
        size: Number(size),
        sha256: sha256 === null ? null : String(sha256),
        storageClass: String(storageClass),
      };
  }

  /** Seen, and wanted no more. */
  unwanted(): { bucket: BucketName; key: string }[] {
    return this.#pairs(
      "select bucket, key from seen s where not exists (select 1 from wanted w where w.bucket = s.bucket and w.key = s.key) order by n",
    );
  }

  /** Taken, and not what its row says, or not all of it. */
  differing(): { bucket: BucketName; key: string }[] {
    return this.#pairs(
      `select w.bucket, w.key from wanted w join seen s on s.bucket = w.bucket and s.key = w.key
       where s.damaged or (w.sha256 is not null and s.sha256 is not null and w.sha256 <> s.sha256)`,
    );
  }

  close(): void {
    this.#db.close();
    rmSync(this.#file, { force: true });
  }

  #pairs(query: string) {
    return this.#db
      .prepare(query)
      .all()
      .map(({ bucket, key }) => ({ bucket: bucketOf(bucket), key: String(key) }));
  }
}

const bucketOf = (value: unknown): BucketName => (value === "archive" ? "archive" : "files");
