import type { FileSource } from "./types.ts";

/** What Chromium adds to a handle; other browsers give none. */
interface Permitted {
  queryPermission(options: { mode: "read" }): Promise<PermissionState>;
  requestPermission(options: { mode: "read" }): Promise<PermissionState>;
}

/** The file as it stands on the disk now; null where the browser may not read it without asking the person. */
export async function readAgain(source: FileSource): Promise<File | null> {
  const root = source.root as FileSystemHandle & Permitted;
  return (await root.queryPermission({ mode: "read" })) === "granted" ? open(source) : null;
}

/** As `readAgain`, but asks: within a click of the person. */
export async function askToRead(source: FileSource): Promise<File | null> {
  const root = source.root as FileSystemHandle & Permitted;
  // Of many that one click opens the browser refuses to ask for the later ones, once the click is too long ago.
  const answer = await root.requestPermission({ mode: "read" }).catch(() => "denied");
  return answer === "granted" ? open(source) : null;
}

/** Null for a file that was moved or deleted. */
async function open({ root, path }: FileSource): Promise<File | null> {
  try {
    let at = root;
    for (const name of path.slice(0, -1))
      at = await (at as FileSystemDirectoryHandle).getDirectoryHandle(name);
    const name = path.at(-1);
    if (name !== undefined) at = await (at as FileSystemDirectoryHandle).getFileHandle(name);
    return await (at as FileSystemFileHandle).getFile();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
