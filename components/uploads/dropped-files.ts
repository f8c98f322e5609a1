import type { ChosenFile, FileSource } from "./types.ts";

/** What was dropped; `unreadable` are the paths that the browser could not open. */
export interface Dropped {
  files: ChosenFile[];
  unreadable: string[];
}

/** Chromium's way to find a file again after a reload. */
interface Handled {
  getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

/**
 * The files of a drop, with those inside of dropped folders; hidden ones are nobody's models. Called within the event: the
 * browser forgets what was dropped once that is over.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped> {
  const items = [...transfer.items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
      handle: (item as DataTransferItem & Handled).getAsFileSystemHandle?.().catch(() => null),
    }));
  const dropped: Dropped = { files: [], unreadable: [] };
  for (const { entry, file, handle } of items) {
    const root = (await handle) ?? null;
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, root, [], dropped);
    else if (file) dropped.files.push({ file, folder: "", source: root ? { root, path: [] } : undefined });
  }
  return dropped;
}

/** The files of a field, with their folders where a folder was chosen. */
export function chosenFiles(list: FileList | null): ChosenFile[] {
  return [...(list ?? [])]
    .map((file) => ({ file, folder: file.webkitRelativePath.split("/").slice(0, -1).join("/") }))
    .filter(({ file, folder }) => folder === "" || !`${folder}/${file.name}`.split("/").some(isHidden));
}

/** `path`: from the dropped folder to this one, by names. */
async function walk(
  directory: FileSystemDirectoryEntry,
  root: FileSystemHandle | null,
  path: readonly string[],
  into: Dropped,
): Promise<void> {
  // The entries' own paths begin with the dropped folder.
  const folder = directory.fullPath.replace(/^\//, "");
  const entries = await entriesOf(directory).catch(() => null);
  if (!entries) into.unreadable.push(folder);
  for (const entry of (entries ?? []).toSorted((a, b) => a.name.localeCompare(b.name, "en"))) {
    const here = [...path, entry.name];
    if (isHidden(entry.name)) continue;
    if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, root, here, into);
    else {
      const file = await fileOf(entry as FileSystemFileEntry).catch(() => null);
      const source: FileSource | undefined = root ? { root, path: here } : undefined;
      if (file) into.files.push({ file, folder, source });
      else into.unreadable.push(`${folder}/${entry.name}`);
    }
  }
}

const isHidden = (name: string) => name.startsWith(".");

/** The browser gives a folder in parts, and an empty one at the end. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return all;
    all.push(...part);
  }
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));
