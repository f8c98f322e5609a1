"use client";
import { useEffect, useState } from "react";
import { useSelectionActions } from "#components/viewer/selection.tsx";
import type { OrdinalsAnswer } from "./answers.ts";

export type InModel = "isolate" | "hide";

/**
 * Shows a group of the table alone in the model, or hides it there: at once where its elements are known, else when they
 * have come; until then it is `waiting` for them. `onShown` brings the model into sight.
 */
export function useGroupInModel(
  order: OrdinalsAnswer | undefined,
  onShown: (() => void) | undefined,
): { waiting: boolean; act: (group: string, what: InModel) => void } {
  const actions = useSelectionActions();
  const [wanted, setWanted] = useState<{ group: string; what: InModel } | null>(null);
  useEffect(() => {
    if (!wanted || !order) return;
    const ordinals = order.groups.find(({ key }) => key === wanted.group)?.ordinals ?? [];
    setWanted(null);
    // The table was grouped or filtered anew meanwhile: to show nothing alone would empty the model.
    if (ordinals.length === 0) return;
    actions[wanted.what](ordinals);
    if (wanted.what === "isolate") onShown?.();
  }, [wanted, order, actions, onShown]);
  return { waiting: wanted !== null, act: (group, what) => setWanted({ group, what }) };
}
