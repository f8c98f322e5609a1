"use client";
import { useSyncExternalStore } from "react";
import { kept, parsed } from "./kept.ts";

/** Whether single keys act: a person who speaks to the computer, or strikes keys by accident, can switch them off. */
const switched = kept("cai_shortcuts", (text) => parsed(text) !== false);

export const shortcutsAreOn = switched.snapshot;

export function useShortcutsSwitch(): [on: boolean, set: (on: boolean) => void] {
  return [useSyncExternalStore(switched.subscribe, switched.snapshot, () => true), switched.set];
}
