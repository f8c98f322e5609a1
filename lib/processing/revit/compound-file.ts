import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** A container that does not hold. */
export class CompoundFileError extends Error {
  override name = "CompoundFileError";
}

const SIGNATURE = "d0cf11e0a1b11ae1";
const HEADER = 512;
const ENTRY = 128;
/** Marks in the table of sectors that are no sector ([MS-CFB] 2.1). */
const LAST_SECTOR = 0xfffffffa;
const STREAM = 2;
const ROOT = 5;
/** Sectors of the directory, and of the tables: far more than any file has that a program wrote. */
const MOST_ENTRIES = 100_000;
const MOST_TABLES = 1 << 17;

interface Entry {
  name: string;
  type: number;
  start: number;
  size: number;
}

/**
 * Named streams out of an OLE compound file ([MS-CFB]), read where they stand: models are larger than memory, and what is
 * wanted of them is a few kilobytes. Throws `CompoundFileError` for a file that is no such container or is damaged.
 */
export class CompoundFile {
  private readonly file: number;
  private readonly length: number;
  private readonly sectorSize: number;
  private readonly miniSize: number;
  private readonly cutoff: number;
  /** Places of the sectors that the table of sectors stands in. */
  private readonly tables: number[] = [];
  private readonly read = new Map<number, Buffer>();
  private readonly entries: Entry[];
  private readonly miniTable: number[];
  /** Sectors of the stream that small streams share. */
  private miniSectors: number[] | null = null;

  constructor(path: string) {
    this.file = openSync(path, "r");
    try {
      this.length = fstatSync(this.file).size;
      const header = this.bytesAt(0, HEADER);
      const shift = header.readUInt16LE(0x1e);
      const miniShift = header.readUInt16LE(0x20);
      if (header.toString("hex", 0, 8) !== SIGNATURE || (shift !== 9 && shift !== 12) || miniShift !== 6)
        throw new CompoundFileError("no compound file");
      this.sectorSize = 2 ** shift;
      this.miniSize = 2 ** miniShift;
      this.cutoff = header.readUInt32LE(0x38);
      this.findTables(header);
      this.entries = this.readDirectory(header.readUInt32LE(0x30));
      this.miniTable = this.chain(header.readUInt32LE(0x3c), MOST_TABLES);
    } catch (error) {
      this.close();
      throw error instanceof RangeError ? new CompoundFileError("damaged") : error;
    }
  }

  close(): void {
    closeSync(this.file);
  }

  /** A stream whole; null where there is none of that name, or where it has more bytes than `most`. */
  stream(name: string, most: number): Buffer | null {
    const entry = this.entries.find((one) => one.type === STREAM && one.name === name);
    if (!entry || entry.size > most) return null;
    if (entry.size === 0) return Buffer.alloc(0);
    return entry.size < this.cutoff ? this.miniStream(entry) : this.sectors(entry);
  }

  private sectors({ start, size }: Pick<Entry, "start" | "size">): Buffer {
    const needed = Math.ceil(size / this.sectorSize);
    const sectors = this.chain(start, needed).slice(0, needed);
    if (sectors.length < needed) throw new CompoundFileError("a stream ends early");
    return Buffer.concat(sectors.map((sector) => this.sector(sector))).subarray(0, size);
  }

  /** Small streams share one stream, cut into pieces of 64 bytes. */
  private miniStream({ start, size }: Entry): Buffer {
    const root = this.entries.find(({ type }) => type === ROOT);
    if (!root) throw new CompoundFileError("no root");
    this.miniSectors ??= this.chain(root.start, Math.ceil(root.size / this.sectorSize));
    const needed = Math.ceil(size / this.miniSize);
    const pieces: Buffer[] = [];
    const perSector = this.sectorSize / 4;
    for (let at = start; pieces.length < needed; ) {
      const place = at * this.miniSize;
      const sector = this.miniSectors[Math.floor(place / this.sectorSize)];
      const table = this.miniTable[Math.floor(at / perSector)];
      if (sector === undefined || table === undefined) throw new CompoundFileError("a stream ends early");
      pieces.push(
        this.sector(sector)
          .subarray(place % this.sectorSize)
          .subarray(0, this.miniSize),
      );
      at = this.table(table).readUInt32LE((at % perSector) * 4);
    }
    return Buffer.concat(pieces).subarray(0, size);
  }

  /** The header names the first tables itself, further ones stand in a chain of sectors. */
  private findTables(header: Buffer): void {
    const add = (sector: number) => {
      if (sector < LAST_SECTOR) this.tables.push(sector);
    };
    for (let at = 0x4c; at < HEADER; at += 4) add(header.readUInt32LE(at));
    let next = header.readUInt32LE(0x44);
    const seen = new Set<number>();
    while (next < LAST_SECTOR) {
      if (seen.has(next) || this.tables.length > MOST_TABLES)
        throw new CompoundFileError("tables in a circle");
      seen.add(next);
      const sector = this.sector(next);
      for (let at = 0; at < this.sectorSize - 4; at += 4) add(sector.readUInt32LE(at));
      next = sector.readUInt32LE(this.sectorSize - 4);
    }
  }

  private readDirectory(start: number): Entry[] {
    const most = Math.ceil((MOST_ENTRIES * ENTRY) / this.sectorSize);
    const bytes = Buffer.concat(this.chain(start, most).map((sector) => this.sector(sector)));
    return Array.from({ length: Math.floor(bytes.length / ENTRY) }, (_, i) => {
      const entry = bytes.subarray(i * ENTRY, (i + 1) * ENTRY);
      const length = Math.min(64, entry.readUInt16LE(64));
      return {
        name: entry.toString("utf16le", 0, Math.max(0, length - 2)),
        type: entry.readUInt8(66),
        start: entry.readUInt32LE(116),
        size: entry.readUInt32LE(120),
      };
    });
  }

  /** Sectors that follow each other from `start` on, at most so many. */
  private chain(start: number, most: number): number[] {
    const sectors = new Set<number>();
    const perSector = this.sectorSize / 4;
    for (let at = start; at < LAST_SECTOR && sectors.size < most; ) {
      if (sectors.has(at)) throw new CompoundFileError("sectors in a circle");
      sectors.add(at);
      const table = this.tables[Math.floor(at / perSector)];
      if (table === undefined) throw new CompoundFileError("a sector that no table has");
      at = this.table(table).readUInt32LE((at % perSector) * 4);
    }
    return [...sectors];
  }

  private table(sector: number): Buffer {
    const known = this.read.get(sector) ?? this.sector(sector);
    this.read.set(sector, known);
    return known;
  }

  private sector(sector: number): Buffer {
    return this.bytesAt((sector + 1) * this.sectorSize, this.sectorSize);
  }

  /** The last sector of a file may be cut short; what is missing is zeros. */
  private bytesAt(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    if (at >= this.length || readSync(this.file, bytes, 0, length, at) === 0)
      throw new CompoundFileError("a sector behind the end");
    return bytes;
  }
}
