import { crc32, deflateSync } from "node:zlib";
import { utils, write } from "cfb";

export interface SampleRevit {
  release?: number;
  /** Part data, as families have it. */
  atom?: string;
  preview?: boolean;
  /** More bytes, so that streams stand in sectors of their own. */
  ballast?: number;
  worksharing?: string;
  streams?: Readonly<Record<string, Buffer>>;
}

const AUTHOR_PATH = "C:\\Users\\Erika Mustermann\\Projekte\\Haus Süd.rvt";

/** What a file of the given release says of itself: up to 2018 in one line, since then in lines of their own. */
export function basicInfo(release: number, worksharing = "Not enabled"): Buffer {
  const program =
    release < 2019
      ? [`Revit Build: Autodesk Revit ${release} (Build: ${release - 1}0224_1515(x64))`]
      : [`Format: ${release}`, `Build: ${release - 1}0224_1515(x64)`];
  const lines = [
    `Worksharing: ${worksharing}`,
    "Username: erika.mustermann",
    "Central Model Path: \\\\server\\people\\erika\\central.rvt",
    ...program,
    `Last Save Path: ${AUTHOR_PATH}`,
    "Open Workset Default: 3",
    "Locale when saved: DEU",
    "",
  ];
  // An odd number of bytes before it, as in real files.
  return Buffer.concat([
    Buffer.from([6, 0, 0]),
    Buffer.from(AUTHOR_PATH, "utf16le"),
    Buffer.from(lines.join("\r\n"), "utf16le"),
  ]);
}

/** Part data of a family with two types; its author is a person. */
export const PART_ATOM = `<?xml version="1.0" encoding="UTF-8"?>
<entry xmlns="http://www.w3.org/2005/Atom" xmlns:A="urn:schemas-autodesk-com:partatom">
<title>Door 900</title><author><name>Erika Mustermann</name></author>
<category><term>23.30.10.00</term><scheme>std:oc1</scheme></category>
<category><term>Doors</term><scheme>adsk:revit:grouping</scheme></category>
<A:features><A:feature><A:title>Family Parameters</A:title><A:group><A:title>Other</A:title>
<Fire_Rating displayName="Fire Rating" type="system" typeOfParameter="Text">EI30</Fire_Rating></A:group></A:feature></A:features>
<A:family type="user"><A:variationCount>2</A:variationCount>
<A:part type="user"><title>900 x 2100</title><Width type="system" typeOfParameter="Length">900</Width></A:part>
<A:part type="user"><title>1000 x 2100</title><Width type="system" typeOfParameter="Length">1000</Width></A:part>
</A:family></entry>`;

/** A Revit file of our own: its container by the makers of SheetJS, so that our reader meets another's hand. */
export function sampleRevit({
  release = 2024,
  atom,
  preview = true,
  ballast = 0,
  worksharing,
  streams = {},
}: SampleRevit = {}): Buffer {
  const container = utils.cfb_new();
  const add = (name: string, content: Buffer) => utils.cfb_add(container, `/${name}`, content);
  if (ballast > 0) add("Partitions/0", Buffer.alloc(ballast, 7));
  add("BasicFileInfo", basicInfo(release, worksharing));
  if (preview) add("RevitPreview4.0", previewStream());
  if (atom) add("PartAtom", Buffer.from(atom));
  for (const [name, content] of Object.entries(streams)) add(name, content);
  return Buffer.from(write(container, { type: "buffer" }));
}

/** A header of Revit's own, the picture with its author's name, and something behind it. */
function previewStream(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  // 8 bits of grey.
  header.writeUInt8(8, 8);
  // Each line begins with the filter that it was written by: none.
  const lines = Buffer.from(
    Array.from({ length: SIDE * (SIDE + 1) }, (_, i) =>
      i % (SIDE + 1) === 0 ? 0 : (i * 7919 + (i >> 5) * 31) % 251,
    ),
  );
  return Buffer.concat([
    Buffer.from("621922051a00000001000000", "hex"),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("tEXt", Buffer.from("Author\0Erika Mustermann", "latin1")),
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", Buffer.alloc(0)),
    Buffer.from("behind it"),
  ]);
}

const SIDE = 96;

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
