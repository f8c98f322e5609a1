import type { Tone } from "#components/ui/badge.tsx";
import type { Kind } from "./answers.ts";

export const KINDS: readonly Kind[] = ["added", "removed", "changed", "unchanged"];
export const EDITS: readonly Kind[] = ["added", "removed", "changed"];

export const KIND_TONES: Record<Kind, Tone> = {
  added: "ok",
  removed: "bad",
  changed: "warn",
  unchanged: "neutral",
};

/**
 * In the model, on a light and a dark ground: told apart by lightness too, for eyes that do not tell red from green. The
 * legend names each.
 */
export const KIND_COLOURS: Record<Kind, { light: string; dark: string }> = {
  added: { light: "#178a50", dark: "#7fe0ab" },
  removed: { light: "#b3261e", dark: "#e0574c" },
  changed: { light: "#e09a1a", dark: "#f0c46a" },
  unchanged: { light: "#b4bac2", dark: "#4a525d" },
};
