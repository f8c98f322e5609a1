import { DataTexture, NearestFilter, RGBAFormat, UnsignedByteType } from "three";
import type { SelectionState } from "../store.ts";
import { FLAG, STATES_WIDTH } from "./material.ts";

/** Colours of elements by ordinal, three bytes each; null: the model's own. */
export type Colours = Uint8Array | null;

export interface Look {
  colours: Colours;
  selection: SelectionState;
  /** What is not isolated stays as a shadow instead of vanishing. */
  ghosts: boolean;
}

/**
 * One texel for each element of each part (its slot): colour and flags. An element that lies in two parts has two slots.
 */
export interface States {
  texture: DataTexture;
  /** Slots for a part's elements; answers the first. */
  add(ordinals: readonly number[]): number;
  ordinalOf(slot: number): number | undefined;
  slotsOf(ordinal: number): readonly number[];
  /** Writes every texel; answers which slots are drawn as ghosts, by the first slot of their part. */
  show(look: Look): void;
  /** Whether any of these slots is a ghost: what has none needs no pass for them. */
  hasGhosts(base: number, count: number): boolean;
}

/** `capacity`: how many slots all parts of the model need together. */
export function createStates(capacity: number): States {
  const height = Math.max(1, Math.ceil(capacity / STATES_WIDTH));
  const texels = new Uint8Array(STATES_WIDTH * height * 4);
  const texture = new DataTexture(texels, STATES_WIDTH, height, RGBAFormat, UnsignedByteType);
  texture.minFilter = texture.magFilter = NearestFilter;
  const ordinals: number[] = [];
  const slots = new Map<number, number[]>();
  return {
    texture,
    add(added) {
      const base = ordinals.length;
      if (base + added.length > capacity)
        throw new Error("A part holds more elements than the model announced.");
      for (const ordinal of added) {
        const known = slots.get(ordinal);
        if (known) known.push(ordinals.length);
        else slots.set(ordinal, [ordinals.length]);
        ordinals.push(ordinal);
      }
      return base;
    },
    ordinalOf: (slot) => ordinals[slot],
    slotsOf: (ordinal) => slots.get(ordinal) ?? [],
    show(look) {
      for (const [slot, ordinal] of ordinals.entries()) write(texels, slot * 4, ordinal, look);
      texture.needsUpdate = true;
    },
    hasGhosts(base, count) {
      for (let slot = base; slot < base + count; slot += 1)
        if (((texels[slot * 4 + 3] ?? 0) & FLAG.ghost) !== 0) return true;
      return false;
    },
  };
}

function write(texels: Uint8Array, at: number, ordinal: number, { colours, selection, ghosts }: Look): void {
  let flags = 0;
  if (selection.hidden.has(ordinal)) flags |= FLAG.hidden;
  if (selection.isolated && !selection.isolated.has(ordinal)) flags |= ghosts ? FLAG.ghost : FLAG.hidden;
  if (selection.selected.has(ordinal)) flags |= FLAG.selected;
  if (selection.hovered === ordinal) flags |= FLAG.hovered;
  if (colours) {
    flags |= FLAG.coloured;
    texels[at] = colours[ordinal * 3] ?? 0;
    texels[at + 1] = colours[ordinal * 3 + 1] ?? 0;
    texels[at + 2] = colours[ordinal * 3 + 2] ?? 0;
  }
  texels[at + 3] = flags;
}
