import { type RefObject, useEffect, useRef } from "react";

/**
 * For a row that scrolls sideways on a phone: brings the one that is current into its middle, without moving the page.
 * `current` is how it is found in the row; `of` changes when another one is.
 */
export function useCurrentInSight<Row extends HTMLElement>(
  current: string,
  of: string | undefined,
): RefObject<Row | null> {
  const row = useRef<Row>(null);
  useEffect(() => {
    const list = row.current;
    const item = of === undefined ? null : list?.querySelector(current);
    if (!list || !item || list.scrollWidth <= list.clientWidth) return;
    const [around, box] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
    list.scrollLeft += box.left + box.width / 2 - (around.left + around.width / 2);
  }, [current, of]);
  return row;
}
