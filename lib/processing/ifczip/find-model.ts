import type { Entry } from "yauzl";
import { keptText } from "#lib/i18n/kept-text.ts";
import {
  type Archive,
  ArchiveDamaged,
  ArchiveTooLarge,
  openArchive,
} from "#lib/processing/archive/open-archive.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";

/** What the model of an archive may unpack to, bytes. */
export const LARGEST_MODEL = 8 * 2 ** 30;
const LARGEST_IN_WORDS = "8 GiB";

/**
 * Opens an IFCZIP on disk and finds its one model; references, pictures and folders beside it are passed over, whatever they
 * are called: nothing is written by an archive's own names. Throws `TakeoffError` (`ifczip_…`).
 */
export async function openModel(path: string): Promise<{ archive: Archive; model: Entry }> {
  const archive = await openArchive(path).catch((error) => {
    throw refusalOf(error);
  });
  try {
    return { archive, model: modelOf(archive.entries) };
  } catch (error) {
    archive.close();
    throw error;
  }
}

function modelOf(entries: readonly Entry[]): Entry {
  // What macOS puts beside each file it packs has the file's name.
  const files = entries.filter(({ fileName }) => !/(^|\/)(__MACOSX\/|\._)/.test(fileName));
  const [model, ...others] = files.filter(({ fileName }) => /\.ifc$/i.test(fileName));
  if (others.length > 0) {
    const error = new TakeoffError("ifczip_several_models");
    error.message = `${keptText("ifczip_several")} ${keptText("ifczip_several_models", { count: others.length + 1 })}`;
    throw error;
  }
  if (!model)
    throw new TakeoffError(
      files.some(({ fileName }) => /\.(ifcxml|xml)$/i.test(fileName)) ? "ifczip_ifcxml" : "ifczip_no_model",
    );
  if (model.isEncrypted()) throw new TakeoffError("ifczip_encrypted");
  if (model.uncompressedSize > LARGEST_MODEL) throw tooLarge();
  return model;
}

/** What an archive's reader stumbles over, in words for the person. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof ArchiveTooLarge) return tooLarge(error);
  return error instanceof ArchiveDamaged
    ? new TakeoffError("ifczip_damaged", undefined, { cause: error })
    : error;
}

function tooLarge(cause?: unknown): TakeoffError {
  const error = new TakeoffError("ifczip_too_large", undefined, { cause });
  error.message = `${keptText("ifczip_large")} ${keptText("ifczip_too_large", { most: LARGEST_IN_WORDS })}`;
  return error;
}
