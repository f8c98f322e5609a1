"use client";
import { type RefObject, useEffect, useRef } from "react";
import type { Vector3 } from "three";
import type { Engine } from "./engine/types.ts";
import { useSelectionStore } from "./selection.tsx";
import { type SelectionStore, without } from "./store.ts";

/** A press that moves less than this is a click, CSS pixels. */
const CLICK_PX = 5;
/** The pointer rests so long before what is under it is looked up, milliseconds. */
const HOVER_MS = 50;

export interface Picking {
  measuring: boolean;
  onPoint: (point: Vector3) => void;
}

/** What a click at a place of the picture does, and a key at its middle: picks the element, or a point to measure from. */
export function pickAt(
  engine: Engine,
  { actions, state }: SelectionStore,
  { x, y }: { x: number; y: number },
  { measuring, onPoint, add }: Picking & { add: boolean },
): void {
  if (measuring) {
    const spot = engine.spotAt(x, y);
    if (spot) onPoint(spot.point);
    return;
  }
  const ordinal = engine.elementAt(x, y);
  if (ordinal !== null && add && state().selected.has(ordinal))
    actions.select(without(state().selected, new Set([ordinal])));
  else if (ordinal !== null) actions.select([ordinal], { add });
  else if (!add) actions.select([]);
}

/** What clicks and hovering over the picture do: pick elements, or points to measure between. */
export function usePointer(
  place: RefObject<HTMLElement | null>,
  engine: Engine | null,
  { measuring, onPoint }: Picking,
): void {
  const store = useSelectionStore();
  const latest = useRef({ measuring, onPoint });
  latest.current = { measuring, onPoint };

  useEffect(() => {
    const target = place.current;
    if (!target || !engine) return;
    let pressed: { x: number; y: number } | null = null;
    let hovering: ReturnType<typeof setTimeout> | undefined;
    const at = (event: PointerEvent | MouseEvent) => {
      const { left, top } = target.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const onPicture = (event: Event) => event.target instanceof HTMLCanvasElement;

    const down = (event: PointerEvent) => {
      if (!onPicture(event)) return;
      // With the focus the wheel moves the camera; without it, the page.
      target.focus({ preventScroll: true });
      pressed = event.isPrimary && event.button === 0 ? at(event) : null;
    };
    const up = (event: PointerEvent) => {
      const from = pressed;
      pressed = null;
      if (!from || !event.isPrimary) return;
      const to = at(event);
      if (Math.hypot(to.x - from.x, to.y - from.y) > CLICK_PX) return;
      const add = event.shiftKey || event.ctrlKey || event.metaKey;
      pickAt(engine, store, to, { ...latest.current, add });
    };
    const twice = (event: MouseEvent) => {
      if (!onPicture(event) || latest.current.measuring) return;
      const { x, y } = at(event);
      const ordinal = engine.elementAt(x, y);
      if (ordinal !== null) engine.fit([ordinal]);
    };
    const move = (event: PointerEvent) => {
      clearTimeout(hovering);
      if (event.pointerType !== "mouse" || event.buttons !== 0 || !onPicture(event) || engine.heavy()) return;
      const { x, y } = at(event);
      hovering = setTimeout(() => {
        if (!engine.moving()) store.actions.hover(engine.elementAt(x, y));
      }, HOVER_MS);
    };
    const leave = () => {
      clearTimeout(hovering);
      store.actions.hover(null);
    };
    const focus = () => engine.wheel(true);
    const blur = () => engine.wheel(false);
    blur();

    target.addEventListener("pointerdown", down, { capture: true });
    target.addEventListener("pointerup", up);
    target.addEventListener("dblclick", twice);
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerleave", leave);
    target.addEventListener("focus", focus);
    target.addEventListener("blur", blur);
    return () => {
      leave();
      target.removeEventListener("pointerdown", down, { capture: true });
      target.removeEventListener("pointerup", up);
      target.removeEventListener("dblclick", twice);
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerleave", leave);
      target.removeEventListener("focus", focus);
      target.removeEventListener("blur", blur);
    };
  }, [place, engine, store]);
}
