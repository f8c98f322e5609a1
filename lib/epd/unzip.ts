import { promisify } from "node:util";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import type { Fault } from "./draft.ts";

export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

/** What an archive's files may unpack to, together, and how many there may be. */
const MAX_UNPACKED_BYTES = 128 * 2 ** 20;
const MAX_ENTRIES = 50_000;
const READ = /\.(xml|json|csv)$/i;

const open = promisify<Buffer, { lazyEntries: boolean }, ZipFile>((bytes, options, done) =>
  fromBuffer(bytes, options, (error, zip) => done(error, zip)),
);

/**
 * The data sets of an archive; what is neither XML, JSON nor CSV is passed over. Sizes are counted as bytes come, since
 * what an archive says of itself may be a lie.
 */
export async function unzip({ name, bytes }: UploadedFile): Promise<UploadedFile[] | Fault> {
  let zip: ZipFile;
  try {
    zip = await open(bytes, { lazyEntries: true });
  } catch {
    return { code: "zip_broken", at: { file: name } };
  }
  return new Promise((resolve) => {
    const files: UploadedFile[] = [];
    let left = MAX_UNPACKED_BYTES;
    const fail = (code: Fault["code"]) => {
      zip.close();
      resolve({ code, at: { file: name } });
    };
    zip.on("error", () => fail("zip_broken"));
    zip.on("end", () => resolve(files));
    zip.on("entry", (entry: Entry) => {
      if (zip.entriesRead > MAX_ENTRIES) return fail("too_many");
      if (!READ.test(entry.fileName)) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error) return fail("zip_broken");
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => {
          left -= part.length;
          if (left < 0) {
            stream.destroy();
            fail("too_large");
          } else parts.push(part);
        });
        stream.on("error", () => fail("zip_broken"));
        stream.on("end", () => {
          files.push({ name: `${name}/${entry.fileName}`.slice(-200), bytes: Buffer.concat(parts) });
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
}
