import { describe, expect, it, vi } from "vitest";
import { createSelection } from "./store.ts";

describe("the selection", () => {
  it("replaces what is selected, or adds to it", () => {
    const { actions, state } = createSelection();
    actions.select([1, 2]);
    actions.select([3], { add: true });
    expect([...state().selected]).toEqual([1, 2, 3]);
    actions.select([4]);
    expect([...state().selected]).toEqual([4]);
  });

  it("tells nobody of what changes nothing", () => {
    const { actions, subscribe } = createSelection();
    actions.select([1]);
    actions.hide([7]);
    const listener = vi.fn();
    subscribe(listener);
    actions.select([1]);
    actions.hover(null);
    actions.hide([7]);
    actions.isolate(null);
    expect(listener).not.toHaveBeenCalled();
    actions.hover(2);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("asks to bring elements into view, also those that are selected already", () => {
    const { actions, onZoom } = createSelection();
    const zoomed: number[][] = [];
    const stop = onZoom((ordinals) => zoomed.push([...ordinals]));
    actions.select([5], { zoom: true });
    actions.select([5], { zoom: true });
    stop();
    actions.select([6], { zoom: true });
    expect(zoomed).toEqual([[5], [5]]);
  });

  it("keeps nothing selected that is hidden, and shows all again", () => {
    const { actions, state } = createSelection();
    actions.select([1, 2]);
    actions.hide([2]);
    actions.isolate([1]);
    expect([...state().selected]).toEqual([1]);
    actions.showAll();
    expect(state()).toMatchObject({ isolated: null, hidden: new Set() });
  });
});
