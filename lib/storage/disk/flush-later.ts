import { syncFile } from "./files.ts";

/**
 * Flushes a file in the background, one at a time so that flushes never take all of the process's file threads. An upload
 * goes on meanwhile, and its completion, which flushes again, finds little left to do. `failed` must undo the file: the
 * operating system reports lost bytes only once.
 */
export function flushLater(file: string, failed: (error: unknown) => Promise<void>): void {
  last = last.then(() => syncFile(file)).catch(failed);
}
let last: Promise<void> = Promise.resolve();
