"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { useSelectionOf, useSelectionStore } from "#components/viewer/selection.tsx";
import { type Layout, placeOf } from "./layout.ts";

export interface Followed {
  /** An element is looked for, so the order is needed. */
  looking: boolean;
  reveal: { row: number } | null;
  /** What was picked is not among the rows: the filters leave it out. */
  missed: boolean;
  /** To be called when the selection is changed by the table itself: nobody has to be led to what they pressed. */
  own: () => void;
}

/** Leads to the row of what is picked elsewhere, in the model: opens its group and brings it into sight. */
export function useFollow(
  layout: Layout | null,
  /** The order of the rows is that of the present view. */
  ready: boolean,
  open: (group: string) => void,
): Followed {
  const store = useSelectionStore();
  const selected = useSelectionOf((state) => state.selected);
  const seen = useRef<ReadonlySet<number>>(undefined);
  const [target, setTarget] = useState<number | null>(null);
  const [reveal, setReveal] = useState<{ row: number } | null>(null);
  const [missed, setMissed] = useState(false);

  useEffect(() => {
    if (selected === seen.current) return;
    seen.current = selected;
    setMissed(false);
    setTarget([...selected].at(-1) ?? null);
  }, [selected]);

  useEffect(() => {
    if (target === null || !ready || !layout) return;
    const place = placeOf(layout, target);
    if (place && place.key !== null && layout.sections[place.section]?.open === false) {
      open(place.key);
      return;
    }
    setMissed(place === null);
    if (place) setReveal({ row: place.row });
    setTarget(null);
  }, [target, ready, layout, open]);

  const own = useCallback(() => {
    seen.current = store.state().selected;
    setMissed(false);
  }, [store]);
  return { looking: target !== null, reveal, missed, own };
}
