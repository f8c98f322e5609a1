"use client";
import { useSyncExternalStore } from "react";
import { Kbd } from "#components/ui/kbd.tsx";

/** Keys as they stand on the keyboard, one after another: "g f". */
export function Keys({ keys, then }: { keys: string; then: string }) {
  const [first, ...others] = keys.split(" ");
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      <Kbd>{first?.toUpperCase()}</Kbd>
      {others.map((key) => (
        <span key={key} className="inline-flex items-center gap-1">
          <span className="text-ink-3 text-xs">{then}</span>
          <Kbd>{key.toUpperCase()}</Kbd>
        </span>
      ))}
    </span>
  );
}

/** The key that goes with K: ⌘ on a Mac, else Ctrl. The server does not know, and says Ctrl. */
export function usePaletteKeys(): string {
  return useSyncExternalStore(never, isMac, () => false) ? "⌘K" : "Ctrl K";
}

const never = () => () => {};
const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);
