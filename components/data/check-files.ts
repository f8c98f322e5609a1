import { formatBytes } from "#components/format/numbers.ts";

export interface RefusedFile {
  name: string;
  /** What to do about it. */
  reason: string;
}

/**
 * Splits chosen files into those that can be sent and those that the server would refuse, each with the sentence why.
 * `types` are extensions without a dot, `maxSize` bytes.
 */
export function checkFiles<F extends { name: string; size: number }>(
  files: readonly F[],
  { types, maxSize }: { types: readonly string[]; maxSize: number },
): { accepted: F[]; refused: RefusedFile[] } {
  const judged = files.map((file) => ({ file, reason: reasonAgainst(file, types, maxSize) }));
  return {
    accepted: judged.flatMap(({ file, reason }) => (reason === null ? [file] : [])),
    refused: judged.flatMap(({ file, reason }) => (reason === null ? [] : [{ name: file.name, reason }])),
  };
}

function reasonAgainst(
  { name, size }: { name: string; size: number },
  types: readonly string[],
  maxSize: number,
): string | null {
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
  if (!types.includes(extension)) {
    const accepted = types.map((type) => `.${type}`).join(", ");
    return `${extension ? `.${extension} files are` : "A file without an extension is"} not accepted here. Accepted: ${accepted}.`;
  }
  if (size === 0) return "The file is empty. Export it again from the authoring application.";
  if (size > maxSize)
    return `The file has ${formatBytes(size)}; the largest accepted here is ${formatBytes(maxSize)}. An admin can raise this under Settings.`;
  return null;
}
