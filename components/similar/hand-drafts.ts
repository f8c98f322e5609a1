"use client";
import { useState } from "react";
import {
  draftsFrom,
  draftsOfShares,
  type MaterialDraft,
  materialsFrom,
} from "#components/estimates/material-drafts.ts";
import { termsFrom } from "#components/estimates/terms-fields.tsx";
import type { Units } from "#components/format/units.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { areaInSi } from "./filter-values.ts";
import type { ByHand } from "./search-state.ts";

/** The rows of materials while they are typed, from what was asked before. */
export function useDrafts(hand: ByHand | null) {
  const units = useUnits();
  return useState<MaterialDraft[]>(() => draftsFrom(hand?.materials ?? {}, units));
}

/** What the fields hold, or a sentence about the material at fault. */
export function handFrom(
  tEstimates: Translator<"estimates">,
  form: FormData,
  drafts: readonly MaterialDraft[],
  units: Units,
): { value: ByHand } | { error: string } {
  const volume = Number(textOf(form, "volume"));
  const materials = materialsFrom(tEstimates, volume > 0 ? draftsOfShares(drafts, volume) : drafts, units);
  if ("error" in materials) return materials;
  return {
    value: {
      materials: materials.value,
      ...termsFrom(form),
      floor_area_m2: areaInSi(textOf(form, "floor_area_m2"), units),
      description: textOf(form, "description"),
    },
  };
}
