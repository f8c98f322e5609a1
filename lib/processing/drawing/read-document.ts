import { readFileSync, statSync } from "node:fs";
import {
  type BlockRecord,
  type CadDocument,
  type CadHeader,
  DwgReader,
  DxfReader,
  type Layer,
  type NotificationEventArgs,
  NotificationType,
} from "@node-projects/acad-ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { guardDwg, guardDxf } from "./guard-reader.ts";
import { mendHatches } from "./mend-hatches.ts";

export type DrawingFormat = "dwg" | "dxf";

export interface ReadDocument {
  modelSpace: BlockRecord;
  blocks: readonly BlockRecord[];
  layerNamed: (name: string) => Layer | undefined;
  /** Code of the unit, as the header states it; 0 for none. */
  insunits: number;
  /** Release, e.g. `AC1032`; empty for a DXF that states none. */
  version: string;
  /** Objects that the reader passed over. */
  unread: number;
}

/** Larger than any plan; the reader holds the file and all that it makes of it. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Releases whose files the reader knows: R14, 2000, 2004, 2007, 2010, 2013, and 2018 to today's. */
const DWG_VERSIONS = new Set(["AC1014", "AC1015", "AC1018", "AC1021", "AC1024", "AC1027", "AC1032"]);
const BINARY_DXF = "AutoCAD Binary DXF\r\n\x1a\0";

/** Reads a drawing whole, in this thread. Throws `TakeoffError`; whatever else it throws is a fault of the reader. */
export function readDocument(path: string, format: DrawingFormat): ReadDocument {
  const { size } = statSync(path);
  if (size === 0) throw new TakeoffError("drawing_empty");
  if (size > MOST_BYTES) throw new TakeoffError("drawing_out_of_memory");
  const bytes = readFileSync(path);
  const notes = new Notes();
  const document = format === "dwg" ? readDwg(bytes, notes) : readDxf(bytes, notes);
  const { header, layers, blockRecords, modelSpace } = document;
  // A DXF may do without tables, and then has nothing that could be measured by them.
  if (!header || !layers || !blockRecords || !modelSpace) throw new TakeoffError("drawing_damaged");
  for (const name of notes.offLayers) {
    const layer = layers.tryGetValue(name);
    if (layer) layer.isOn = false;
  }
  return {
    modelSpace,
    blocks: [...blockRecords],
    layerNamed: (name) => layers.tryGetValue(name),
    insunits: header.insUnits,
    version: format === "dwg" ? head(bytes, 6) : header.versionString,
    unread: notes.unread,
  };
}

const head = (bytes: Buffer, length: number) => bytes.toString("latin1", 0, length);

/** Bits of the security flags at byte 24 of a file of 2004 or later: its data or its properties are encrypted. */
const ENCRYPTED = 0x03;

function readDwg(bytes: Buffer<ArrayBuffer>, notes: Notes): CadDocument {
  const version = head(bytes, 6);
  if (!/^AC\d{4}$/.test(version)) throw new TakeoffError("drawing_garbage");
  if (!DWG_VERSIONS.has(version))
    throw new TakeoffError("drawing_version_unsupported", keptText("says_schema", { name: version }));
  if (version >= "AC1018" && bytes.length > 0x1c && (bytes.readUInt32LE(0x18) & ENCRYPTED) !== 0)
    throw new TakeoffError("drawing_encrypted");
  guardDwg(bytes.length);
  const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return DwgReader.readFromStream(whole, (_, note) => notes.add(note));
}

function readDxf(bytes: Buffer, notes: Notes): CadDocument {
  const isBinary = head(bytes, BINARY_DXF.length) === BINARY_DXF;
  // The reader looks for the closing mark as long as it takes.
  const end = bytes.toString("latin1", Math.max(0, bytes.length - 64));
  const isWhole = isBinary ? end.includes("EOF\0") : /(^|\n)\s*0\s*\r?\n\s*EOF\s*$/.test(end);
  if (!isWhole) throw new TakeoffError(bytes.includes("SECTION") ? "drawing_truncated" : "drawing_garbage");
  if (!bytes.includes("SECTION")) throw new TakeoffError("drawing_garbage");
  if (!isBinary) guardDxf(bytes);
  const document = new KeepingReader(bytes, (_, note) => notes.add(note)).read();
  mendHatches([...(document.blockRecords ?? [])], isBinary ? null : bytes);
  return document;
}

/** Above every handle that a file can have. */
const HANDLE_SEED = 2 ** 44;

/** A file that does not say which handles are taken has some given to the reader's own tables, and loses its own. */
class KeepingReader extends DxfReader {
  override readHeader(): CadHeader {
    const header = super.readHeader();
    header.handleSeed = HANDLE_SEED;
    return header;
  }
}

/** Entries of a DWG's table of handles that lead nowhere. */
const MOST_WRONG_OFFSETS = 10_000;

/** What the reader says by the way. */
class Notes {
  unread = 0;
  readonly offLayers: string[] = [];

  private offsets = 0;

  add({ message, notificationType }: NotificationEventArgs): void {
    // The table of handles of a damaged DWG is read on behind the end of the file, where every offset is 0.
    if (message.startsWith("Negative offset") && ++this.offsets > MOST_WRONG_OFFSETS)
      throw new TakeoffError("drawing_damaged");
    if (notificationType === NotificationType.Error) this.unread++;
    // A DXF says by a negative colour that a layer is off. The reader takes the colour as unsigned, and passes over it
    // as too large, with this note.
    const off = /^Wrong index (\d+) for layer (.+)$/.exec(message);
    if (off?.[2] && Number(off[1]) > 0x7fff) this.offLayers.push(off[2]);
  }
}
