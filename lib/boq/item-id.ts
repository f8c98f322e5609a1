import { createHash } from "node:crypto";

/**
 * The id of an estimate's line in a bill, by which returned prices find it: of its key, which it keeps whatever is
 * calculated or measured anew. 16 hex digits of SHA-256, so that it can be read out and typed.
 */
export const lineItemId = (key: string): string =>
  `L-${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;

/** The id of what a person has added. */
export const addedItemId = (id: string): string => `A-${id}`;
