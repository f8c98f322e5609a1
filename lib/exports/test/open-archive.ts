import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import yauzl from "yauzl";
import { z } from "zod";

const Manifest = z.looseObject({
  entries: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});

export interface OpenedArchive {
  /** Contents by path, the manifest's apart. */
  files: Map<string, Buffer>;
  manifest: z.output<typeof Manifest>;
  text: (path: string) => string;
  json: <T>(path: string) => T;
}

/** The files of a ZIP by path. */
export async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(bytes, {
    lazyEntries: true,
  });
  const files = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", resolve);
    zip.on("entry", (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        buffer(stream).then((content) => {
          files.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
  return files;
}

/** Unpacks an archive as its receiver would, and holds every entry against the manifest: what differs throws. */
export async function openArchive(bytes: Buffer): Promise<OpenedArchive> {
  const files = await unpacked(bytes);
  const manifest = Manifest.parse(JSON.parse(String(files.get("manifest.json"))));
  files.delete("manifest.json");
  const listed = manifest.entries.map(({ path }) => path).sort();
  const found = [...files.keys()].sort();
  if (JSON.stringify(listed) !== JSON.stringify(found))
    throw new Error(`The manifest lists ${listed.join()}, the archive has ${found.join()}`);
  for (const { path, size, sha256 } of manifest.entries) {
    const content = files.get(path) ?? Buffer.alloc(0);
    if (content.length !== size || createHash("sha256").update(content).digest("hex") !== sha256)
      throw new Error(`${path} is not what the manifest says`);
  }
  const text = (path: string) => {
    const content = files.get(path);
    if (!content) throw new Error(`There is no ${path}`);
    return content.toString();
  };
  return { files, manifest, text, json: (path) => JSON.parse(text(path)) };
}
