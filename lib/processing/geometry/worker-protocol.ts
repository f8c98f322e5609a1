import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import type { EngineCore } from "./engine.ts";
import type { ModelOutcome } from "./model-file/types.ts";
import type { TakeoffErrorCode } from "./takeoff-error.ts";

/** What a take-off worker is given. */
export interface WorkerInput {
  path: string;
  maxMemoryMb: number;
  /** The engine's core as an earlier worker compiled it. */
  core: EngineCore | null;
  /** Where the model's parts are to stand; null: none are wanted. */
  modelDirectory: string | null;
}

/**
 * What a take-off worker says, in this order: the core it compiled, progress, elements in pieces, the rest of the take-off,
 * then what became of the model; or failed.
 */
export type WorkerMessage =
  | { kind: "core"; core: EngineCore }
  | { kind: "progress"; done: number; total: number }
  | { kind: "elements"; elements: TakeoffElement[] }
  | { kind: "measured"; head: Omit<Takeoff, "elements"> }
  | { kind: "done"; model: ModelOutcome }
  | { kind: "failed"; code: TakeoffErrorCode; message: string | null; reason: string };

export const ELEMENTS_PER_MESSAGE = 500;
