import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import type { EngineCore } from "./engine.ts";
import type { TakeoffErrorCode } from "./takeoff-error.ts";

/** What a take-off worker is given. */
export interface WorkerInput {
  path: string;
  maxMemoryMb: number;
  /** The engine's core as an earlier worker compiled it. */
  core: EngineCore | null;
}

/** What a take-off worker says, in this order: the core it compiled, progress, elements in pieces, then done or failed. */
export type WorkerMessage =
  | { kind: "core"; core: EngineCore }
  | { kind: "progress"; done: number; total: number }
  | { kind: "elements"; elements: TakeoffElement[] }
  | { kind: "done"; head: Omit<Takeoff, "elements"> }
  | { kind: "failed"; code: TakeoffErrorCode; message: string | null; reason: string };

export const ELEMENTS_PER_MESSAGE = 500;
