import { AppError } from "#lib/errors.ts";

/** The entity tag of a thing whose changes are counted. */
export const entityTag = (revision: number) => `"${revision}"`;

/**
 * Holds a change against the version that its sender had seen (RFC 9110, 13.1.1): throws 412 with `code` and `sentence`
 * unless `ifMatch` is absent, `*`, or names the present revision. Weak tags never match.
 */
export function requireMatch(
  ifMatch: string | null | undefined,
  revision: number,
  { code, sentence }: { code: string; sentence: string },
): void {
  if (ifMatch === null || ifMatch === undefined || ifMatch.trim() === "*") return;
  const named = ifMatch.split(",").map((tag) => tag.trim());
  if (!named.includes(entityTag(revision))) throw new AppError(412, code, sentence, { revision });
}
