/** A member as a comment's text names them. */
export interface Named {
  id: string;
  name: string;
}

const MENTION = /@\{([0-9a-f-]{36})\}/g;

/** A part of a comment: text, or a mention (a null name: whose account is gone). */
export type Part = { text: string } | { mention: string | null; id: string };

/** The text of a comment as it is shown. */
export function partsOf(body: string, mentions: readonly { user_id: string; name: string | null }[]): Part[] {
  const names = new Map(mentions.map(({ user_id, name }) => [user_id, name]));
  const parts: Part[] = [];
  let from = 0;
  for (const found of body.matchAll(MENTION)) {
    const id = found[1] ?? "";
    if (found.index > from) parts.push({ text: body.slice(from, found.index) });
    parts.push({ mention: names.get(id) ?? null, id });
    from = found.index + found[0].length;
  }
  if (from < body.length) parts.push({ text: body.slice(from) });
  return parts;
}

/** As it is sent: `@Name` of those who were chosen becomes `@{id}`; of two names the longer one is meant. */
export function toBody(typed: string, chosen: readonly Named[]): string {
  const byLength = chosen.toSorted((a, b) => b.name.length - a.name.length);
  return byLength.reduce((text, { id, name }) => text.replaceAll(`@${name}`, `@{${id}}`), typed);
}

/** As it is typed, to be edited, with whom it mentions. Who has no name any more stays as they are. */
export function toTyped(
  body: string,
  mentions: readonly { user_id: string; name: string | null }[],
): { typed: string; chosen: Named[] } {
  const chosen = mentions.flatMap(({ user_id, name }) => (name ? [{ id: user_id, name }] : []));
  return {
    typed: chosen.reduce((text, { id, name }) => text.replaceAll(`@{${id}}`, `@${name}`), body),
    chosen,
  };
}
