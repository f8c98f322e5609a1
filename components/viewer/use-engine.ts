"use client";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ModelAnswer } from "./answers.ts";
import { createEngine } from "./engine/engine.ts";
import type { Engine, Placement } from "./engine/types.ts";
import { fetchPart } from "./use-model.ts";

/** What is drawn; parts of another model say where they stand. */
export type DrawnModel = Pick<ModelAnswer, "bounds"> & { parts: DrawnPart[] };
type DrawnPart = ModelAnswer["parts"][number] & { placement?: Placement };

export interface LoadState {
  /** The browser cannot draw, or has stopped to. */
  stopped: "no_webgl" | "context_lost" | null;
  arrived: number;
  bytes: number;
  /** Parts that did not come. */
  failed: DrawnPart[];
}

/** Parts that are fetched at once: more would make the first one late. */
const LANES = 3;
const NOTHING: LoadState = { stopped: null, arrived: 0, bytes: 0, failed: [] };

/**
 * The picture inside `place`, from its first part on; everything it holds is given back when the component goes.
 * `onFrame` is called after each frame.
 */
export function useEngine(
  place: RefObject<HTMLElement | null>,
  model: DrawnModel,
  onFrame: () => void,
): { engine: Engine | null; load: LoadState; retry: () => void; restart: () => void } {
  const [engine, setEngine] = useState<Engine | null>(null);
  const [load, setLoad] = useState<LoadState>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const framed = useRef(onFrame);
  framed.current = onFrame;
  const fetching = useRef<((parts: DrawnPart[]) => Promise<void>) | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt starts all of it anew
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const canvas = document.createElement("canvas");
    canvas.className = "absolute inset-0 size-full touch-none";
    canvas.setAttribute("aria-hidden", "true");
    parent.prepend(canvas);
    const stop = new AbortController();
    setLoad(NOTHING);
    let made: Engine;
    try {
      made = createEngine({
        canvas,
        bounds: model.bounds,
        slots: model.parts.reduce((sum, { elements }) => sum + elements, 0),
        still: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
        onFrame: () => framed.current(),
      });
    } catch {
      // The library says in its own words that there is no WebGL 2; ours tell what to do.
      canvas.remove();
      setLoad({ ...NOTHING, stopped: "no_webgl" });
      return;
    }
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      if (!stop.signal.aborted) setLoad((before) => ({ ...before, stopped: "context_lost" }));
    });
    const sized = new ResizeObserver(() => made.resize());
    sized.observe(parent);
    made.resize();
    made.view("home", { still: true });
    fetching.current = (parts) => fetchParts(parts, made, stop.signal, setLoad);
    fetching.current(model.parts);
    setEngine(made);
    return () => {
      stop.abort();
      sized.disconnect();
      made.dispose();
      canvas.remove();
      fetching.current = null;
      setEngine(null);
    };
  }, [place, model, attempt]);

  const retry = useCallback(() => {
    const { failed } = load;
    setLoad((before) => ({ ...before, failed: [] }));
    fetching.current?.(failed);
  }, [load]);
  const restart = useCallback(() => setAttempt((before) => before + 1), []);
  return { engine, load, retry, restart };
}

/** Some at a time and in their order; one that fails does not keep the others. */
async function fetchParts(
  parts: DrawnPart[],
  engine: Engine,
  signal: AbortSignal,
  tell: (change: (before: LoadState) => LoadState) => void,
): Promise<void> {
  const waiting = [...parts];
  const lane = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const { bytes } = part;
      try {
        const file = await fetchPart(part.url, signal);
        if (signal.aborted) return;
        await engine.addPart(file, part.placement);
        tell((before) => ({ ...before, arrived: before.arrived + 1, bytes: before.bytes + bytes }));
      } catch {
        if (signal.aborted) return;
        const failed = part;
        tell((before) => ({ ...before, failed: [...before.failed, failed] }));
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
