import { formatBytes } from "#components/format/numbers.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { selectable } from "#lib/i18n/selectable.ts";
import type { ChosenFile } from "./types.ts";

export interface RefusedFile {
  name: string;
  /** What to do about it. */
  reason: string;
}

/** What an upload has to keep to. */
export interface UploadLimits {
  /** Extensions without a dot. */
  types: readonly string[];
  /** Bytes of one file. */
  maxSize: number;
  /** Bytes of storage that are still free for all of them. */
  free: number;
}

export interface CheckedFiles {
  accepted: ChosenFile[];
  refused: RefusedFile[];
  /** Files of a folder whose type is not accepted: they were hardly meant. By extension without a dot, "" for none. */
  leftOut: ReadonlyMap<string, number>;
}

/**
 * Splits chosen files into those that can be sent and those that the server would refuse, each with the sentence why. Of
 * a folder only what can be uploaded is taken; the rest is counted.
 */
export function checkFiles(
  t: Translator<"uploads">,
  chosen: readonly ChosenFile[],
  limits: UploadLimits,
): CheckedFiles {
  const accepted: ChosenFile[] = [];
  const refused: RefusedFile[] = [];
  const leftOut = new Map<string, number>();
  let free = limits.free;
  for (const one of chosen) {
    const { name, size } = one.file;
    const extension = extensionOf(name);
    if (one.folder !== "" && !limits.types.includes(extension)) {
      leftOut.set(extension, (leftOut.get(extension) ?? 0) + 1);
      continue;
    }
    const reason = reasonAgainst(t, { extension, size }, { ...limits, free });
    if (reason !== null) refused.push({ name, reason });
    else {
      accepted.push(one);
      free -= size;
    }
  }
  return { accepted, refused, leftOut };
}

/** Extensions as they are read: ".ifc, .pdf". */
export const extensionList = (types: readonly string[]) => types.map((type) => `.${type}`).join(", ");

function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}

function reasonAgainst(
  t: Translator<"uploads">,
  { extension, size }: { extension: string; size: number },
  { types, maxSize, free }: UploadLimits,
): string | null {
  if (extension === "ifcxml") return t("check.ifcxml");
  if (!types.includes(extension))
    return t("check.type", { what: selectable(extension) || "none", accepted: extensionList(types) });
  if (size === 0) return t("check.empty");
  if (size > maxSize) return t("check.tooLarge", { size: formatBytes(size), maxSize: formatBytes(maxSize) });
  if (size > free)
    return t("check.noRoom", { size: formatBytes(size), free: formatBytes(Math.max(0, free)) });
  return null;
}
