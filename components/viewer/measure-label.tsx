"use client";
import { useTranslations } from "next-intl";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { Vector3 } from "three";
import { useUnits } from "#components/format/units-provider.tsx";
import type { Engine } from "./engine/types.ts";

export interface MeasureLabelHandle {
  /** Puts the label where the line is now. */
  follow: () => void;
}

/** How far two points are from one another, beside the line between them; also told to who cannot see it. */
export function MeasureLabel({
  ref,
  engine,
  points,
  measuring,
}: {
  ref: Ref<MeasureLabelHandle>;
  engine: Engine | null;
  points: readonly Vector3[];
  measuring: boolean;
}) {
  const t = useTranslations("viewer");
  const units = useUnits();
  const label = useRef<HTMLDivElement>(null);
  const [from, to] = points;
  const follow = () => {
    const shown = label.current;
    if (!shown) return;
    const middle = from && to ? from.clone().lerp(to, 0.5) : null;
    const spot = middle && engine?.place(middle);
    shown.style.visibility = spot ? "visible" : "hidden";
    if (spot) shown.style.translate = `calc(${spot.x}px - 50%) calc(${spot.y}px - 100% - 10px)`;
  };
  useImperativeHandle(ref, () => ({ follow }));
  useEffect(follow);

  const metres = (value: number) => units.quantity(value, "m", { digits: 4 });
  return (
    <div role="status" className="pointer-events-none absolute inset-0 overflow-clip">
      {from && to ? (
        <div
          ref={label}
          className="invisible absolute top-0 left-0 rounded-md border border-line bg-surface px-2 py-1 text-center shadow-md"
        >
          <p className="font-semibold tabular-nums">{metres(from.distanceTo(to))}</p>
          <p className="text-ink-2 text-xs tabular-nums">
            {t("measure.parts", {
              x: metres(Math.abs(to.x - from.x)),
              y: metres(Math.abs(to.y - from.y)),
              z: metres(Math.abs(to.z - from.z)),
            })}
          </p>
        </div>
      ) : (
        measuring && (
          <p className="absolute inset-x-0 top-3 mx-auto w-fit max-w-[90%] rounded-md bg-ink px-2.5 py-1 text-canvas text-sm shadow-md">
            {from ? t("measure.second") : t("measure.first")}
          </p>
        )
      )}
    </div>
  );
}
