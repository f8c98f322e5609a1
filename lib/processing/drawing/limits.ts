import { keptText } from "#lib/i18n/kept-text.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";

/**
 * What one drawing may hold once its blocks are laid out: several times what the fullest plans do. A block of blocks of
 * blocks multiplies, so that a small file can stand for more than any machine draws.
 */
export const DRAWING_LIMITS = {
  drawn_things: 2_000_000,
  layers: 10_000,
  blocks: 50_000,
  mapped_things: 500_000,
} as const;

/** Blocks within blocks; hand-made drawings have four. */
export const DEEPEST_NESTING = 32;

export function checkDrawn(kind: keyof typeof DRAWING_LIMITS, count: number): void {
  const most = DRAWING_LIMITS[kind];
  if (count > most)
    throw new TakeoffError(
      "drawing_too_many",
      keptText(`too_many_${kind}`, { most: most.toLocaleString("en") }),
    );
}
