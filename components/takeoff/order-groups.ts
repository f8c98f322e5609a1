import { type AmountSums, isAmount } from "./amounts.ts";
import type { GroupAnswer } from "./answers.ts";
import type { View } from "./view.ts";

/**
 * Groups follow the sort as their elements do: by their sums where a figure is sorted by, what has none last; by their
 * own name where that is what the sort is about. Else they stand as the server gives them.
 */
export function orderGroups(
  groups: readonly GroupAnswer[],
  view: View,
  amounts: ReadonlyMap<string | null, AmountSums>,
): readonly GroupAnswer[] {
  const { sort, descending } = view;
  const isQuantity =
    sort === "length_m" || sort === "area_m2" || sort === "volume_m3" || sort === "weight_kg";
  if (isQuantity || isAmount(sort)) {
    const sign = descending ? -1 : 1;
    const figure = (group: GroupAnswer) =>
      isQuantity ? group[sort] : (amounts.get(group.key)?.[sort] ?? null);
    return [...groups].sort((a, b) => {
      const [x, y] = [figure(a), figure(b)];
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      return sign * (x - y);
    });
  }
  const aboutGroups =
    (sort === "storey" && view.by === "storey") || (sort === "ifc_class" && view.by === "class");
  if (!aboutGroups || !descending) return groups;
  const named = groups.filter((group) => group.name !== null);
  return [...named.reverse(), ...groups.filter((group) => group.name === null)];
}
