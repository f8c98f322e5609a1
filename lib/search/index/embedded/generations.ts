import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { keptText } from "#lib/i18n/kept-text.ts";
import { PointStore } from "./point-store.ts";

/** The present generation is missing or damaged; `ensure` makes another one. */
export class NoGeneration extends Error {}

const POINTER = "present";
const GENERATION = /^(g[0-9a-z]+)\.db$/;

/**
 * The files of the embedded index in one directory: one a generation, and the name of the present one in a file of its
 * own, which is replaced in one step. Any number of processes read and write them; one at a time ensures, promotes and
 * discards (the caller's lock).
 */
export class Generations {
  #directory: string;
  #open = new Map<string, { store: PointStore; inode: number }>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  present(): string {
    try {
      return readFileSync(path.join(this.#directory, POINTER), "utf8").trim();
    } catch (error) {
      if (isMissing(error)) throw new NoGeneration(keptText("index_missing"));
      throw error;
    }
  }

  /** The file behind a generation's name, as it is on disk now; opened once. */
  store(generation: string): PointStore {
    const file = this.#file(generation);
    const inode = statSync(file, { throwIfNoEntry: false })?.ino;
    const known = this.#open.get(generation);
    if (known && known.inode === inode) return known.store;
    this.#forget(generation);
    if (inode === undefined) throw new NoGeneration(keptText("index_file_gone"));
    if (existsSync(this.#damagedMark(generation))) throw new NoGeneration(keptText("index_damaged"));
    // What was promoted or discarded meanwhile is not asked for again.
    for (const name of this.#open.keys()) if (!existsSync(this.#file(name))) this.#forget(name);
    const store = new PointStore(file);
    this.#open.set(generation, { store, inode });
    return store;
  }

  ensure(): string {
    mkdirSync(this.#directory, { recursive: true });
    try {
      const present = this.present();
      this.store(present);
      return present;
    } catch (error) {
      if (!(error instanceof NoGeneration) && !isDamaged(error)) throw error;
    }
    const made = this.create();
    this.promote(made);
    return made;
  }

  create(): string {
    mkdirSync(this.#directory, { recursive: true });
    const name = `g${Date.now().toString(36)}${randomBytes(4).toString("hex")}`;
    PointStore.create(this.#file(name));
    return name;
  }

  promote(generation: string): void {
    const pointer = path.join(this.#directory, POINTER);
    writeFileSync(`${pointer}.new`, generation, { flush: true });
    renameSync(`${pointer}.new`, pointer);
    this.discard();
  }

  discard(keep?: string): void {
    const present = this.present();
    for (const name of this.all())
      if (name !== present && name !== keep) {
        this.#forget(name);
        for (const suffix of ["", "-wal", "-shm"]) rmSync(this.#file(name) + suffix, { force: true });
        rmSync(this.#damagedMark(name), { force: true });
      }
  }

  all(): string[] {
    return readdirSync(this.#directory).flatMap((name) => GENERATION.exec(name)?.[1] ?? []);
  }

  /** For all processes: nobody opens it any more. */
  markDamaged(generation: string): void {
    writeFileSync(this.#damagedMark(generation), "");
    this.#forget(generation);
  }

  close(): void {
    for (const name of this.#open.keys()) this.#forget(name);
  }

  #forget(generation: string): void {
    try {
      this.#open.get(generation)?.store.close();
    } catch {
      // A damaged file may refuse even that.
    }
    this.#open.delete(generation);
  }

  #file(generation: string): string {
    return path.join(this.#directory, `${generation}.db`);
  }

  #damagedMark(generation: string): string {
    return `${this.#file(generation)}.damaged`;
  }
}

/** SQLITE_CORRUPT, SQLITE_NOTADB, and a file that lacks its tables. */
export function isDamaged(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : null;
  return code === 11 || code === 26 || /holds no index of this program|no such table/.test(error.message);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
