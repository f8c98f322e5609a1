import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { readBasicInfo } from "./basic-info.ts";
import { CompoundFile, CompoundFileError } from "./compound-file.ts";
import { cutPreview } from "./cut-preview.ts";
import { readPartData } from "./part-data.ts";
import type { ReadRevit } from "./types.ts";

/** Bytes of the streams that are read; Revit's own have a few kilobytes. */
const MOST_INFO = 1 << 20;
const MOST_PREVIEW = 8 << 20;

/**
 * What a Revit project or family says of itself, without anything of the building: release and build, how it is shared, its
 * preview, and a family's part data. Throws `TakeoffError` (`revit_damaged`, `revit_garbage`: it is another program's).
 */
export function readRevit(path: string): ReadRevit {
  let container: CompoundFile | null = null;
  try {
    container = new CompoundFile(path);
    const basic = container.stream("BasicFileInfo", MOST_INFO);
    if (basic === null) throw new TakeoffError("revit_garbage");
    const atom = container.stream("PartAtom", MOST_INFO);
    const preview = container.stream("RevitPreview4.0", MOST_PREVIEW);
    return {
      info: {
        ...readBasicInfo(basic),
        isFamily: atom !== null,
        part: atom && readPartData(atom.toString("utf8")),
      },
      preview: preview && cutPreview(preview),
    };
  } catch (error) {
    if (error instanceof CompoundFileError || error instanceof RangeError)
      throw new TakeoffError("revit_damaged", undefined, { cause: error });
    throw error;
  } finally {
    container?.close();
  }
}
