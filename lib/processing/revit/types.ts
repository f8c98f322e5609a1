/** What a family says of itself in its part data (`PartAtom`). Lengths and the like stand as Revit wrote them. */
export interface PartData {
  title: string | null;
  category: string | null;
  /** Of the family as a whole. */
  parameters: PartParameter[];
  types: PartType[];
  /** Types beyond those that are kept. */
  furtherTypes: number;
}

export interface PartType {
  name: string;
  parameters: PartParameter[];
}

export interface PartParameter {
  name: string;
  value: string;
  /** As Revit names it, e.g. `Length`; null: it does not say. */
  kind: string | null;
}

/**
 * - `none`: one person at a time; `central`: the model that others are made from; `local`: a member's own of it.
 * - `workshared`: one of the two, and the file does not say which.
 */
export type Worksharing = "none" | "central" | "local" | "workshared";

/** What a Revit file says of itself. Folders and names of people are left out. */
export interface RevitInfo {
  isFamily: boolean;
  /** Year of the release that it was saved by. */
  release: string | null;
  product: string | null;
  build: string | null;
  worksharing: Worksharing | null;
  /** The last part of the path that it was saved under. */
  savedAs: string | null;
  locale: string | null;
  part: PartData | null;
}

export interface ReadRevit {
  info: RevitInfo;
  /** PNG as it stands in the file, not looked at yet; null: there is none. */
  preview: Uint8Array | null;
}
