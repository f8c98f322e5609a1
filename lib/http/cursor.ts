import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

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
  const [createdAt = "", id = "", ...more] = Buffer.from(cursor, "base64url").toString().split(" ");
  if (!isInstant(createdAt) || !UUID.test(id) || more.length > 0) throw cursorInvalid();
  return { createdAt, id };
}

export const cursorInvalid = () => new Invalid("cursor_invalid", problemText("http.cursorNoneList"));

/** Whether a text is a moment as `toISOString` writes it, of a calendar that the database has, too. */
export function isInstant(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
