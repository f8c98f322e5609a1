import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** An instance of the file as its beginning shows it. */
export interface StepInstance {
  id: number;
  /** In capitals, e.g. IFCWALL. */
  type: string;
  /** The first attribute as the file spells it, where it is a string. */
  firstText: string | null;
}

/** Statements of the data section that are not passed on where they stand. */
export interface LeftOut {
  /** Types of the instances that it is asked of. */
  types: ReadonlySet<string>;
  /** Whether it takes this instance out; `statement` are its bytes up to the semicolon. */
  takes(instance: StepInstance, statement: Buffer): boolean;
  /** At the end of the data: what of it has to stay all the same. */
  left(): Iterable<Buffer>;
}

export interface Additions {
  /** Called for each instance of the data section that stays, in the file's order. */
  onInstance(instance: StepInstance): void;
  leftOut?: LeftOut;
  /** Lines to stand at the end of the data; ids after `lastId` are free. */
  lines(lastId: number): Iterable<string>;
}

/** What is looked at of a statement; an instance's id, type and GlobalId stand in it even with generous spaces. */
const HEAD = 400;
/** A longer statement is passed on as it comes, and is none that is left out. */
const WHOLE = 2 ** 20;

const [QUOTE, SLASH, STAR, SEMICOLON, HASH] = [39, 47, 42, 59, 35] as const;
const [LINE_FEED, RETURN] = [10, 13] as const;

/**
 * A STEP file as it is read, byte by byte the same but for what is left out, with lines added at the end of its data
 * section: what comes after the last ENDSEC of the data is held back until it is clear that no data follow. Nothing but
 * statements' beginnings is kept, and one statement where something may be left out. Throws `Conflict` (`ifc_incomplete`) where the file ends before its data do.
 */
export async function* annotateStep(
  source: AsyncIterable<Uint8Array>,
  additions: Additions,
): AsyncGenerator<Uint8Array, void> {
  const scan = new StatementScan(additions);
  for await (const chunk of source)
    yield* scan.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  yield* scan.end();
}

class StatementScan {
  private readonly additions: Additions;
  private readonly head = Buffer.alloc(HEAD);
  private headLength = 0;
  private inString = false;
  private inComment = false;
  private previous = 0;
  private inData = false;
  private lastId = 0;
  /** Bytes from the ENDSEC on that may be the last one; null while nothing is held. */
  private held: Buffer[] | null = null;
  /** An ENDSEC of data has been read; the next statement tells whether it was the last. */
  private isEnding = false;
  private isDone = false;
  /** The bytes of the statement under way that came with earlier chunks; null where they were passed on. */
  private partial: Buffer[] | null = [];
  private partialLength = 0;
  /** A statement was left out, and the end of its line is next. */
  private isLeavingLine = false;
  private instance: StepInstance | null = null;

  constructor(additions: Additions) {
    this.additions = additions;
  }

  *take(chunk: Buffer): Generator<Uint8Array, void> {
    let from = 0;
    let start = this.isUnderWay() ? 0 : -1;
    for (let at = 0; at < chunk.length && !this.isDone; at++) {
      const code = chunk[at] ?? 0;
      if (this.isLeavingLine) {
        this.isLeavingLine = code === RETURN;
        if (code === RETURN || code === LINE_FEED) from = at + 1;
      }
      const isStart = this.step(code);
      if (isStart) start = at;
      if (isStart && this.inData && code !== HASH && !this.held) {
        if (at > from) yield chunk.subarray(from, at);
        from = at;
        this.held = [];
      }
      if (code !== SEMICOLON || this.inString || this.inComment) continue;
      const statement = this.closeStatement();
      if (!this.held) {
        if (this.instance && this.isLeftOut(this.instance, chunk.subarray(Math.max(start, 0), at + 1))) {
          if (start > from) yield chunk.subarray(from, start);
          from = at + 1;
          this.isLeavingLine = true;
        } else {
          yield* this.begun();
          if (this.instance) this.additions.onInstance(this.instance);
        }
        this.partial = [];
        this.partialLength = 0;
        start = -1;
        continue;
      }
      start = -1;
      if (this.isEnding && statement === "other") {
        yield* this.addedLines();
      } else if (statement === "endsec") {
        this.isEnding = true;
        continue;
      }
      this.isEnding = false;
      yield* this.released();
    }
    if (this.held) this.held.push(Buffer.from(chunk.subarray(from)));
    else if (start >= 0 && this.partial && this.isUnderWay()) {
      if (start > from) yield chunk.subarray(from, start);
      this.partial.push(Buffer.from(chunk.subarray(start)));
      this.partialLength += chunk.length - start;
      if (this.partialLength > WHOLE) {
        yield* this.begun();
        this.partial = null;
      }
    } else if (from < chunk.length) yield chunk.subarray(from);
  }

  /** An instance has begun of which the end is needed to know whether it stays. */
  private isUnderWay(): boolean {
    return (
      this.additions.leftOut !== undefined && this.inData && this.head[0] === HASH && this.headLength > 0
    );
  }

  private isLeftOut(instance: StepInstance, rest: Buffer): boolean {
    const { leftOut } = this.additions;
    if (!leftOut?.types.has(instance.type) || !this.partial) return false;
    return leftOut.takes(instance, this.partial.length > 0 ? Buffer.concat([...this.partial, rest]) : rest);
  }

  /** What is there of the statement under way. */
  private *begun(): Generator<Uint8Array, void> {
    yield* this.partial ?? [];
  }

  *end(): Generator<Uint8Array, void> {
    if (this.isDone) return;
    if (!this.isEnding) throw new Conflict("ifc_incomplete", problemText("reports.storedModelEnds"));
    yield* this.addedLines();
    yield* this.released();
  }

  /** Takes one byte into the statement; true for the first byte of one. */
  private step(code: number): boolean {
    const before = this.previous;
    this.previous = code;
    if (this.inComment) {
      if (code !== SLASH || before !== STAR) return false;
      this.inComment = false;
      this.previous = 0;
      return false;
    }
    if (code === QUOTE) this.inString = !this.inString;
    else if (!this.inString && code === STAR && before === SLASH) {
      this.inComment = true;
      this.previous = 0;
      // The slash is no part of the statement.
      if (this.headLength > 0) this.headLength--;
      return false;
    }
    if (this.headLength === 0 && (code <= 32 || code === SLASH)) {
      if (code !== SLASH) return false;
      this.head[this.headLength++] = code;
      return false;
    }
    const isStart = this.headLength === 0;
    if (this.headLength < HEAD) this.head[this.headLength++] = code;
    return isStart;
  }

  private closeStatement(): "endsec" | "data" | "other" {
    const text = this.head.toString("latin1", 0, this.headLength);
    this.headLength = 0;
    this.instance = null;
    const instance = /^#\s*(\d+)\s*=\s*([A-Za-z0-9_]+)\s*\(\s*(?:'((?:[^']|'')*)')?/.exec(text);
    if (instance && this.inData) {
      const [, id = "", type = "", firstText] = instance;
      this.lastId = Math.max(this.lastId, Number(id));
      this.instance = { id: Number(id), type: type.toUpperCase(), firstText: firstText ?? null };
      return "other";
    }
    const complex = /^#\s*(\d+)\s*=/.exec(text);
    if (complex) this.lastId = Math.max(this.lastId, Number(complex[1]));
    const keyword = /^[A-Za-z-]*/.exec(text)?.[0].toUpperCase();
    if (keyword === "DATA") this.inData = true;
    if (keyword === "DATA") return "data";
    if (keyword !== "ENDSEC" || !this.inData) return "other";
    this.inData = false;
    return "endsec";
  }

  private *addedLines(): Generator<Uint8Array, void> {
    this.isDone = true;
    for (const statement of this.additions.leftOut?.left() ?? [])
      yield Buffer.concat([statement, Buffer.from("\n")]);
    let batch: string[] = [];
    for (const line of this.additions.lines(this.lastId)) {
      batch.push(line);
      if (batch.length < LINES_PER_CHUNK) continue;
      yield Buffer.from(batch.join(""), "latin1");
      batch = [];
    }
    yield Buffer.from(batch.join(""), "latin1");
  }

  private *released(): Generator<Uint8Array, void> {
    yield* this.held ?? [];
    this.held = null;
  }
}

const LINES_PER_CHUNK = 500;
