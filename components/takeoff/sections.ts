import type { AmountSums } from "./amounts.ts";
import type { GroupsAnswer, OrdinalsAnswer } from "./answers.ts";
import type { Section } from "./layout.ts";
import { orderGroups } from "./order-groups.ts";
import type { View } from "./view.ts";

/** Which groups of a grouping are open. */
export interface Opened {
  by: View["by"];
  all: boolean;
  /** Groups that are other than `all` says. */
  turned: ReadonlySet<string>;
}

/** Above this many elements in the file groups are closed until a person opens them. */
export const OPEN_BELOW = 200;

export const openedAtFirst = (by: View["by"], elements: number): Opened => ({
  by,
  all: elements <= OPEN_BELOW,
  turned: new Set(),
});

export const isOpen = ({ all, turned }: Opened, group: string): boolean => all !== turned.has(group);

export function turned(opened: Opened, group: string): Opened {
  const others = new Set(opened.turned);
  if (!others.delete(group)) others.add(group);
  return { ...opened, turned: others };
}

/** Whether an element's row may be to be seen, so that the order is needed. */
export const showsElements = ({ by, all, turned: others }: Opened): boolean =>
  by === "" || all || others.size > 0;

export function sectionsOf(
  view: View,
  groups: GroupsAnswer,
  order: OrdinalsAnswer | undefined,
  opened: Opened,
  /** Of each group, where they are known. */
  amounts: ReadonlyMap<string | null, AmountSums> = new Map(),
): Section[] {
  const ordinals = new Map(order?.groups.map((group) => [group.key, group.ordinals]));
  if (view.by === "")
    return [{ key: null, open: true, count: groups.total.count, ordinals: ordinals.get(null) }];
  return orderGroups(groups.groups, view, amounts).map(({ key, count }) => ({
    key,
    count,
    open: isOpen(opened, key),
    ordinals: ordinals.get(key),
  }));
}
