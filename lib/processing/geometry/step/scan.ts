import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { TakeoffError } from "../takeoff-error.ts";

/** What one pass over a STEP file keeps: the header's records and the data records whose type was asked for. */
export interface ScannedFile {
  bytes: number;
  /** Attribute text of header records by type, e.g. `FILE_SCHEMA` → `('IFC4')`. */
  header: Map<string, string>;
  /** Kept records by id. */
  records: Map<number, StepRecord>;
  /** Number of all data records, kept or not. */
  total: number;
}

/** Whether the records of a type are kept: all, none, or those in which one of these texts stands. */
export type Keep = boolean | readonly string[];

export interface StepRecord {
  type: string;
  /** Text between the outer parentheses, bytes as latin1. */
  attributes: string;
}

const CHUNK = 1 << 20;
/** A record longer than this is no building model's; reading on would only fill the memory. */
const MAX_RECORD = 256 << 20;
const MAGIC = "ISO-10303-21;";
const TRAILER = "END-ISO-10303-21;";

/**
 * Reads a STEP file once, in chunks, and keeps only the records `keep` asks for, so that a model's geometry
 * (nine tenths of it) never enters the heap. Throws `TakeoffError` for an empty, foreign or cut-off file.
 */
export function scanStepFile(path: string, keep: (type: string) => Keep): ScannedFile {
  const fd = openSync(path, "r");
  try {
    const bytes = fstatSync(fd).size;
    if (bytes === 0) throw new TakeoffError("ifc_empty");
    checkMagic(fd);
    const sink = new RecordSink(keep);
    scanRecords(fd, bytes, (buffer, start, end) => sink.take(buffer, start, end));
    if (!sink.ended) throw new TakeoffError("ifc_truncated");
    return { bytes, header: sink.header, records: sink.records, total: sink.total };
  } finally {
    closeSync(fd);
  }
}

function checkMagic(fd: number): void {
  const head = Buffer.alloc(512);
  const got = readSync(fd, head, 0, head.length, 0);
  const text = head
    .toString("latin1", 0, got)
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .replace(/^(\s|\/\*[\s\S]*?\*\/)+/, "");
  if (text.startsWith(MAGIC)) return;
  if (MAGIC.startsWith(text)) throw new TakeoffError("ifc_truncated");
  throw new TakeoffError("ifc_garbage");
}

/** Calls `onRecord` for every `…;` outside strings and comments. */
function scanRecords(
  fd: number,
  size: number,
  onRecord: (buffer: Buffer, start: number, end: number) => void,
): void {
  let buffer = Buffer.allocUnsafe(Math.min(CHUNK, size));
  let filled = 0;
  let position = 0;
  let start = 0;
  let at = 0;
  let inString = false;
  let inComment = false;
  while (position < size) {
    const got = readSync(fd, buffer, filled, buffer.length - filled, position);
    if (got === 0) return;
    position += got;
    filled += got;
    for (; at < filled; at++) {
      const code = buffer[at];
      if (inComment) {
        if (code === 47 && buffer[at - 1] === 42) {
          inComment = false;
          // Blanked, so that a `;` or a quote in a comment never reaches a reader.
          buffer.fill(32, buffer.lastIndexOf("/*", at), at + 1);
        }
      } else if (code === 39) inString = !inString;
      else if (inString) continue;
      else if (code === 59) {
        onRecord(buffer, start, at);
        start = at + 1;
      } else if (code === 42 && at > start && buffer[at - 1] === 47) inComment = true;
    }
    // Move the unfinished record to the front, and grow when it fills the buffer.
    buffer.copyWithin(0, start, filled);
    filled -= start;
    at -= start;
    start = 0;
    if (filled > buffer.length / 2) {
      if (filled > MAX_RECORD) throw new TakeoffError("ifc_too_complex");
      const larger = Buffer.allocUnsafe(buffer.length * 2);
      buffer.copy(larger, 0, 0, filled);
      buffer = larger;
    }
  }
}

class RecordSink {
  readonly header = new Map<string, string>();
  readonly records = new Map<number, StepRecord>();
  total = 0;
  ended = false;
  private readonly keep: (type: string) => Keep;
  private readonly types = new Map<number, { name: string; kept: boolean; mentions: Buffer[] | null }>();

  constructor(keep: (type: string) => Keep) {
    this.keep = keep;
  }

  take(buffer: Buffer, from: number, to: number): void {
    let at = skipBlanks(buffer, from, to);
    if (buffer[at] !== 35) {
      this.takeKeyword(buffer, at, to);
      return;
    }
    let id = 0;
    for (at++; at < to; at++) {
      const digit = (buffer[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      id = id * 10 + digit;
    }
    at = skipBlanks(buffer, at, to);
    if (buffer[at] !== 61) return;
    at = skipBlanks(buffer, at + 1, to);
    const nameStart = at;
    let hash = 0;
    for (; at < to; at++) {
      const code = buffer[at] ?? 0;
      if (code === 40 || code <= 32) break;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    this.total++;
    const { kept, mentions } = this.typeAt(buffer, nameStart, at, hash);
    if (!kept) return;
    const open = buffer.indexOf(40, at);
    const close = buffer.lastIndexOf(41, to - 1);
    if (open < 0 || close < open) return;
    if (mentions) {
      const record = buffer.subarray(open, close);
      if (!mentions.some((text) => record.includes(text))) return;
    }
    const name = buffer.toString("latin1", nameStart, at).toUpperCase();
    this.records.set(id, { type: name, attributes: buffer.toString("latin1", open + 1, close) });
  }

  private typeAt(buffer: Buffer, start: number, end: number, hash: number) {
    const known = this.types.get(hash);
    if (known && known.name.length === end - start) return known;
    const name = buffer.toString("latin1", start, end).toUpperCase();
    const keep = this.keep(name);
    const type = {
      name,
      kept: keep !== false,
      mentions: typeof keep === "boolean" ? null : keep.map((text) => Buffer.from(text)),
    };
    this.types.set(hash, type);
    return type;
  }

  private takeKeyword(buffer: Buffer, at: number, to: number): void {
    const text = buffer.toString("latin1", at, Math.min(to, at + 65_536)).trim();
    if (`${text};` === TRAILER) this.ended = true;
    const open = text.indexOf("(");
    if (open > 0 && this.total === 0)
      this.header.set(text.slice(0, open).trim(), text.slice(open + 1, text.lastIndexOf(")")));
  }
}

function skipBlanks(buffer: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && (buffer[at] ?? 0) <= 32) at++;
  return at;
}
