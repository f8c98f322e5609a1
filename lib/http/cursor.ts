import { Invalid } from "#lib/errors.ts";

/** Where a list that is sorted by `created_at, id` goes on: opaque to clients, exact to the millisecond. */
export interface Cursor {
  createdAt: string;
  id: string;
}

export function writeCursor(last: { createdAt: Date; id: string }): string {
  return Buffer.from(`${last.createdAt.toISOString()} ${last.id}`).toString("base64url");
}

/** Throws `Invalid` (`cursor_invalid`) for one that no list gave. */
export function readCursor(cursor: string): Cursor {
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(
    Buffer.from(cursor, "base64url").toString(),
  );
  if (!found?.[1] || !found[2])
    throw new Invalid("cursor_invalid", "The cursor is none that this list gave. Start from the first page.");
  return { createdAt: found[1], id: found[2] };
}
