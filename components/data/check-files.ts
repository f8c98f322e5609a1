import { formatBytes } from "#components/format/numbers.ts";
import type { Translator } from "#lib/i18n/messages.ts";

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
  t: Translator<"data">,
  files: readonly F[],
  { types, maxSize }: { types: readonly string[]; maxSize: number },
): { accepted: F[]; refused: RefusedFile[] } {
  const judged = files.map((file) => ({ file, reason: reasonAgainst(t, file, types, maxSize) }));
  return {
    accepted: judged.flatMap(({ file, reason }) => (reason === null ? [file] : [])),
    refused: judged.flatMap(({ file, reason }) => (reason === null ? [] : [{ name: file.name, reason }])),
  };
}

function reasonAgainst(
  t: Translator<"data">,
  { name, size }: { name: string; size: number },
  types: readonly string[],
  maxSize: number,
): string | null {
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
  if (!types.includes(extension)) {
    const accepted = types.map((type) => `.${type}`).join(", ");
    return t("checkFiles.notAcceptedHereAccepted", {
      value: extension ? t("checkFiles.filesAre", { extension }) : t("checkFiles.aFileWithoutAnExtensionIs"),
      accepted,
    });
  }
  if (size === 0) return t("checkFiles.theFileIsEmptyExportItAgain");
  if (size > maxSize)
    return t("checkFiles.theFileHasTheLargestAccepted", {
      size: formatBytes(size),
      maxSize: formatBytes(maxSize),
    });
  return null;
}
