"use client";
import {
  type ComponentType,
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
} from "react";
import { isOfBefore } from "#components/data/new-version.ts";
import { onDemand, TRY_AGAIN, whenIdle } from "./on-demand.ts";
import { LoadingRows } from "./progress.tsx";
import { useIsHydrated } from "./use-hydrated.ts";

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
    const isHydrated = useIsHydrated();
    const fetched = part.usePart(true);
    const Part = isHydrated && fetched ? fetched : Room;
    return <Part {...props} />;
  }
  return Object.assign(Shown, { useAtRest: () => void part.usePart(false) });
}

/**
 * A component that is in the HTML, and whose code comes after that of the page around it: what stands below the first
 * screen, or in a tab. `Room` is seen where the browser shows it first. What is pressed in it before acts when the code is
 * there.
 */
export function below<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Room: ComponentType<Props> = Loading,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await untilThere(load) }));
  return function Below(props: Props) {
    const { around, arrived } = useHeldPress();
    return (
      <div ref={around} className="contents">
        <Suspense fallback={<Room {...props} />}>
          <Loaded {...props} />
          <Arrival onArrive={arrived} />
        </Suspense>
      </div>
    );
  };
}

/** Stands beside what is awaited, and is there in the same moment. */
function Arrival({ onArrive }: { onArrive: () => void }) {
  useLayoutEffect(onArrive, [onArrive]);
  return null;
}

/** Keeps the last press of a button inside of `around` until `arrived` is called, and repeats it then. */
function useHeldPress() {
  const around = useRef<HTMLDivElement>(null);
  const isThere = useRef(false);
  const held = useRef<{ at: number; words: string }>(null);
  useEffect(() => {
    const hold = ({ target }: Event) => {
      if (isThere.current || !(target instanceof Element) || !around.current?.contains(target)) return;
      const button = target.closest("button");
      if (button) held.current = { at: buttonsOf(around).indexOf(button), words: wordsOf(button) };
    };
    // Before React, which stops what is not taken up yet.
    window.addEventListener("click", hold, true);
    return () => window.removeEventListener("click", hold, true);
  }, []);
  const arrived = useCallback(() => {
    isThere.current = true;
    const pressed = held.current;
    held.current = null;
    if (!pressed) return;
    setTimeout(() => {
      // By its place and words: where something has changed meanwhile, the elements are others.
      const button = buttonsOf(around)[pressed.at];
      if (button && wordsOf(button) === pressed.words) button.click();
    });
  }, []);
  return { around, arrived };
}

const buttonsOf = ({ current }: RefObject<HTMLElement | null>) => [
  ...(current?.querySelectorAll("button") ?? []),
];

const wordsOf = (button: HTMLElement) => `${button.ariaLabel ?? ""} ${button.textContent}`;

/** What the server has rendered stays as it is while the network is away, instead of making room for an error. */
async function untilThere<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (typeof window === "undefined" || isOfBefore()) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN));
    }
  }
}

/** Fetches the code of what `below` shows later, such as another tab, when the page rests. */
export function useAtRest(load: () => Promise<unknown>): void {
  // Whoever shows it fetches it again where this failed.
  useEffect(() => whenIdle(() => load().catch(() => undefined)), [load]);
}

const Loading = () => <LoadingRows rows={3} />;
