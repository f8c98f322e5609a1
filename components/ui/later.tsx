"use client";
import { type ComponentType, useEffect, useSyncExternalStore } from "react";
import { onDemand, whenIdle } from "./on-demand.ts";
import { LoadingRows } from "./progress.tsx";

export type Later<Props> = ComponentType<Props> & {
  /** A hook for whoever will show it when asked, as in a dialog: fetches the code when the page rests, so that nothing waits. */
  useAtRest: () => void;
};

/**
 * A component whose code comes once the page around it works: what is drawn below, or opens later. `Room` stands in its
 * place until then, in the HTML too, and keeps free what it will take.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Room: ComponentType<Props> = Loading,
): Later<Props> {
  const part = onDemand(load);
  function Shown(props: Props) {
    // What the server rendered is taken over as it is, even where another place has fetched the code by then.
    const isHydrated = useSyncExternalStore(never, yes, no);
    const fetched = part.usePart(true);
    const Part = isHydrated && fetched ? fetched : Room;
    return <Part {...props} />;
  }
  return Object.assign(Shown, { useAtRest: () => void part.usePart(false) });
}

/** Fetches the code of what `dynamic` shows later, such as another tab, when the page rests. */
export function useAtRest(load: () => Promise<unknown>): void {
  // Whoever shows it fetches it again where this failed.
  useEffect(() => whenIdle(() => load().catch(() => undefined)), [load]);
}

const Loading = () => <LoadingRows rows={3} />;

const never = () => () => undefined;
const yes = () => true;
const no = () => false;
