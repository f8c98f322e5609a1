import { LARGEST_STREAM } from "./limits.ts";

/** Set where the document asked for more memory than it may have: its reader passes over such an error in silence. */
export const streamGuard = { exceeded: false };

/**
 * Bounds what a document's streams unpack to. The heap of a thread is limited, the bytes outside of it are not, and the
 * reader doubles a buffer for as long as there is more. For a thread of its own only: it stands for all of it.
 */
export function guardStreams(): void {
  const Bytes = globalThis.Uint8Array;
  globalThis.Uint8Array = new Proxy(Bytes, {
    construct(target, given, newTarget) {
      if (typeof given[0] === "number" && given[0] > LARGEST_STREAM) {
        streamGuard.exceeded = true;
        throw new RangeError("Array buffer allocation failed");
      }
      return Reflect.construct(target, given, newTarget);
    },
  });
}
