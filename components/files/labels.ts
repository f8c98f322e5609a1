import type { Tone } from "#components/ui/badge.tsx";
import type { AreaSource, FileStatus, QuantitySource, StepName, StorageTier } from "./types.ts";

export const statusLabels: Record<FileStatus, { label: string; tone: Tone; live: boolean }> = {
  pending: { label: "Uploading", tone: "info", live: true },
  uploaded: { label: "Waiting", tone: "info", live: true },
  processing: { label: "Processing", tone: "brand", live: true },
  completed: { label: "Completed", tone: "ok", live: false },
  failed: { label: "Failed", tone: "bad", live: false },
};

export const tierLabels: Record<StorageTier, { label: string; hint: string; tone: Tone; live: boolean }> = {
  hot: { label: "Hot", hint: "Can be downloaded at once", tone: "neutral", live: false },
  archiving: { label: "Archiving", hint: "Being moved to the archive", tone: "info", live: true },
  archived: {
    label: "Archived",
    hint: "Restore it to download the original; its results stay here",
    tone: "neutral",
    live: false,
  },
  restoring: { label: "Restoring", hint: "On its way back from the archive", tone: "brand", live: true },
  restored: { label: "Restored", hint: "Back from the archive for some days", tone: "ok", live: false },
};

export const stepLabels: Record<StepName, string> = {
  extract_geometry: "Extract geometry",
  classify_materials: "Classify materials",
  estimate_costs: "Estimate costs",
  calculate_carbon: "Calculate carbon",
};

export const sourceLabels: Record<QuantitySource, { label: string; hint: string }> = {
  stated: { label: "Stated", hint: "The file's own quantity; it agrees with the closed mesh" },
  mesh: { label: "Measured", hint: "Measured on the closed mesh, openings subtracted" },
  low_confidence: { label: "Doubtful", hint: "Neither stated nor measured value could be confirmed" },
};

export const areaSourceLabels: Record<AreaSource, string> = {
  stated: "Stated in the file",
  measured: "Measured from the model",
  confirmed: "Confirmed by a person",
  none: "Not found in the file",
};

/** "IfcWallStandardCase" as people say it: "Wall standard case". The class itself stays beside it. */
export function classLabel(ifcClass: string): string {
  const words = ifcClass
    .replace(/^Ifc/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
