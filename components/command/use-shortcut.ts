"use client";
import { useEffect, useRef } from "react";
import { register, type ShortcutGroup } from "./shortcuts.ts";

/**
 * A key, or keys one after another ("g f"), that does something while the component is there. It stands in the help
 * sheet by its label; it acts neither in a field nor beneath a dialog, nor where the person has switched shortcuts off.
 */
export function useShortcut(
  keys: string,
  label: string,
  run: () => void,
  { group = "page", enabled = true }: { group?: ShortcutGroup; enabled?: boolean } = {},
): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(
    () => (enabled ? register({ keys, label, group, run: () => latest.current() }) : undefined),
    [keys, label, group, enabled],
  );
}
