import { keptText } from "#lib/i18n/kept-text.ts";
import type { RevitInfo } from "./types.ts";

/**
 * From 2018 on the export stands under File, and its set-ups hold IFC4 Reference View; before, it stands in the application
 * menu (the R), and the export that came with the program knows IFC2x3 only.
 */
const FILE_MENU_SINCE = 2018;

/** How to come from this file to an IFC model that is measured: by the release that it was saved in. */
export function exportAdvice({ isFamily, release }: Pick<RevitInfo, "isFamily" | "release">): string {
  if (isFamily) return release === null ? keptText("revit_family") : keptText("revit_family_of", { release });
  if (release === null) return keptText("revit_project");
  return Number(release) >= FILE_MENU_SINCE
    ? keptText("revit_project_of", { release })
    : keptText("revit_project_before", { release });
}
