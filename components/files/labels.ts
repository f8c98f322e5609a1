import type { Tone } from "#components/ui/badge.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { AreaSource, FileStatus, QuantitySource, StepName, StorageTier } from "./types.ts";

export const statusLabels = (
  t: Translator<"files">,
): Record<FileStatus, { label: string; tone: Tone; live: boolean }> => ({
  pending: { label: t("labels.uploading"), tone: "info", live: true },
  uploaded: { label: t("labels.waiting"), tone: "info", live: true },
  processing: { label: t("labels.processing"), tone: "brand", live: true },
  completed: { label: t("labels.completed"), tone: "ok", live: false },
  failed: { label: t("labels.failed"), tone: "bad", live: false },
});

export const tierLabels = (
  t: Translator<"files">,
): Record<StorageTier, { label: string; hint: string; tone: Tone; live: boolean }> => ({
  hot: { label: t("labels.hot"), hint: t("labels.canBeDownloadedAtOnce"), tone: "neutral", live: false },
  archiving: {
    label: t("labels.archiving"),
    hint: t("labels.beingMovedToTheArchive"),
    tone: "info",
    live: true,
  },
  archived: {
    label: t("labels.archived"),
    hint: t("labels.restoreItToDownloadTheOriginal"),
    tone: "neutral",
    live: false,
  },
  restoring: {
    label: t("labels.restoring"),
    hint: t("labels.onItsWayBackFromTheArchive"),
    tone: "brand",
    live: true,
  },
  restored: {
    label: t("labels.restored"),
    hint: t("labels.backFromTheArchiveForSomeDays"),
    tone: "ok",
    live: false,
  },
});

export const stepLabels = (t: Translator<"files">): Record<StepName, string> => ({
  extract_geometry: t("labels.extractGeometry"),
  classify_materials: t("labels.classifyMaterials"),
  estimate_costs: t("labels.estimateCosts"),
  calculate_carbon: t("labels.calculateCarbon"),
});

export const sourceLabels = (
  t: Translator<"files">,
): Record<QuantitySource, { label: string; hint: string }> => ({
  stated: { label: t("labels.stated"), hint: t("labels.theFilesOwnQuantityItAgrees") },
  mesh: { label: t("labels.measured"), hint: t("labels.measuredOnTheClosedMesh") },
  drawn: { label: t("labels.drawn"), hint: t("labels.measuredOnTheDrawing") },
  listed: { label: t("labels.listed"), hint: t("labels.listedInABill") },
  corrected: { label: t("labels.corrected"), hint: t("labels.givenByAPerson") },
  low_confidence: { label: t("labels.doubtful"), hint: t("labels.neitherStatedNorMeasuredValue") },
});

export const areaSourceLabels = (t: Translator<"files">): Record<AreaSource, string> => ({
  stated: t("labels.statedInTheFile"),
  measured: t("labels.measuredFromTheModel"),
  confirmed: t("labels.confirmedByAPerson"),
  none: t("labels.notFoundInTheFile"),
});
