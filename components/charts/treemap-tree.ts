/** A node of the map: its own value is the sum of its leaves. */
export interface MapNode {
  id: string;
  label: string;
  color: string;
  value: number;
  /** As it is written. */
  text: string;
  children: readonly MapNode[];
}

/** As the layout takes it: what is drawn inside a node. */
export type Laid = MapNode & { inside: Laid[] };

/** More tiles than that in one view cannot be told apart, nor pointed at. */
export const TILES_AT_MOST = 80;

export interface Shown {
  /** Groups of the view with what is drawn inside each. */
  groups: readonly (MapNode & { tiles: readonly MapNode[]; rest: number })[];
  total: number;
}

/** The node that a path of ids leads to; the whole where the path leads nowhere any more. */
export function nodeAt(root: MapNode, path: readonly string[]): MapNode {
  let node = root;
  for (const id of path) {
    const next = node.children.find((child) => child.id === id);
    if (!next) return root;
    node = next;
  }
  return node;
}

/**
 * Two levels at once: the children of a node as groups, theirs as tiles. Where the children have none of their own,
 * they are one group of tiles. Small tiles are left out of the drawing (`rest`: how many), greatest first; the table has all.
 */
export function shownOf(node: MapNode, atMost = TILES_AT_MOST): Shown {
  const drawn = (nodes: readonly MapNode[]) => nodes.filter(({ value }) => value > 0);
  const deep = node.children.some(({ children }) => children.length > 0);
  const groups = deep ? drawn(node.children) : [node];
  const candidates = groups
    .flatMap((group) => drawn(group.children.length > 0 ? group.children : [group]))
    .sort((a, b) => b.value - a.value)
    .slice(0, atMost);
  const kept = new Set(candidates);
  return {
    total: node.value,
    groups: groups.map((group) => {
      const all = drawn(group.children.length > 0 ? group.children : [group]);
      const tiles = all.filter((tile) => kept.has(tile));
      return { ...group, tiles, rest: all.length - tiles.length };
    }),
  };
}
