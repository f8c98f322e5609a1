import type { Vector3 } from "three";
import type { View } from "./camera.ts";
import type { Spot } from "./pick.ts";
import type { Look } from "./states.ts";

export interface EngineOptions {
  canvas: HTMLCanvasElement;
  bounds: { min: readonly number[]; max: readonly number[] };
  /** How many elements all parts hold together. */
  slots: number;
  /** No flights of the camera. */
  still: () => boolean;
  /** After each frame, for labels that stand over the picture. */
  onFrame?: (stats: FrameStats) => void;
}

/** How a part of another model is put beside the first: its ordinals and its origin begin elsewhere. */
export interface Placement {
  /** Added to the ordinals, so that no two elements have one. */
  offset: number;
  /** Metres. */
  shift: readonly [x: number, y: number, z: number];
}

export interface FrameStats {
  milliseconds: number;
  calls: number;
  triangles: number;
  /** Elements were left out because the camera moves; the whole picture follows when it rests. */
  partial: boolean;
}

export interface Section {
  axis: "x" | "y" | "z";
  /** 0 to 1 of the model's extent. */
  at: number;
  flipped: boolean;
}

export interface Theme {
  background: string;
  highlight: string;
  ghost: string;
  ghostOpacity: number;
  line: string;
  /** Of the outlines of elements. */
  edge: string;
}

/** The picture of one model: draws when something has changed and not otherwise. */
export interface Engine {
  addPart(file: ArrayBuffer, placement?: Placement): Promise<void>;
  look(look: Look): void;
  theme(theme: Theme): void;
  section(section: Section | null): void;
  fit(ordinals?: Iterable<number>): void;
  /** `still`: at once, without a flight. */
  view(view: View, how?: { still?: boolean }): void;
  /** Whether the wheel moves the camera rather than the page. */
  wheel(on: boolean): void;
  elementAt(x: number, y: number): number | null;
  spotAt(x: number, y: number): Spot | null;
  measure(points: readonly Vector3[]): void;
  /** Where a point of the model stands on the canvas, CSS pixels; null: behind the eye. */
  place(point: Vector3): { x: number; y: number } | null;
  /** Too much to draw it anew for whatever the pointer passes over. */
  heavy(): boolean;
  /** The camera is being moved: nothing is to be picked meanwhile. */
  moving(): boolean;
  key(event: KeyboardEvent): boolean;
  resize(): void;
  /** A picture of what is shown, in full. */
  image(): HTMLCanvasElement;
  /** Draws at once and waits until it is drawn, leaving nothing out where it is `whole`: for measuring. */
  drawNow(how: { moving: boolean; whole?: boolean }): FrameStats;
  /** Finds out at once what can be seen from outside, instead of while the camera rests: for measuring. */
  lookAroundNow(): void;
  dispose(): void;
}
