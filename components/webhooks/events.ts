import type { EventTypeAnswer } from "./answers.ts";

/** The selector of every event, what is added later included. */
export const ALL = "*";

export function groupsOf(types: readonly EventTypeAnswer[]): [string, EventTypeAnswer[]][] {
  const groups = new Map<string, EventTypeAnswer[]>();
  for (const type of types) groups.set(type.group, [...(groups.get(type.group) ?? []), type]);
  return [...groups];
}
