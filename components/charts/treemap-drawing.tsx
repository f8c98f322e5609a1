import { formatPercent } from "#components/format/numbers.ts";
import type { Drawing, Mark } from "./plot.tsx";
import type { MapNode } from "./treemap-tree.ts";

/** Height of a group's name. */
export const HEAD = 20;

export interface Box {
  node: MapNode;
  /** Name of the group that a tile is in; null: it is a group itself. */
  group: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
}

export const heightOf = (width: number) => Math.round(Math.max(320, Math.min(440, width * 0.5)));

export function drawingOf(boxes: readonly Box[], height: number, total: number): Drawing {
  const tiles = boxes.filter(({ group, width, height: high }) => group !== null && width > 0 && high > 0);
  return {
    height,
    marks: tiles.map((box) => markOf(box, total)),
    content: (
      <>
        {tiles.map((box) => (
          <Tile key={box.node.id} box={box} />
        ))}
        {boxes
          .filter(({ group, width }) => group === null && width > 0)
          .map((box) => (
            <text key={box.node.id} x={box.x} y={box.y + 14} className="fill-ink font-medium text-xs">
              {fitting(`${box.node.label} · ${box.node.text}`, box.width) ??
                fitting(box.node.label, box.width)}
            </text>
          ))}
      </>
    ),
  };
}

function markOf({ node, group, ...box }: Box, total: number): Mark {
  const share = formatPercent(total > 0 ? node.value / total : 0);
  return {
    id: node.id,
    label: node.label,
    text: `${node.text} · ${share}`,
    detail: group && group !== node.label ? group : undefined,
    ...box,
  };
}

/** Tinted, so that the name on it can be read, with its thing's own colour at the edge. */
function Tile({ box: { node, x, y, width, height } }: { box: Box }) {
  const room = width - 14;
  const name = height >= 20 ? fitting(node.label, room) : null;
  const text = height >= 38 ? fitting(node.text, room) : null;
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx="2"
        style={{ fill: `color-mix(in oklab, ${node.color} 24%, var(--surface))` }}
      />
      <rect x={x} y={y} width={Math.min(4, width)} height={height} rx="1" fill={node.color} />
      {name && (
        <text x={x + 9} y={y + 15} className="fill-ink font-medium text-xs">
          {name}
        </text>
      )}
      {name && text && (
        <text x={x + 9} y={y + 31} className="fill-ink-2 text-xs tabular-nums">
          {text}
        </text>
      )}
    </g>
  );
}

/** Pixels of a letter of the smallest text, a little more than the average, so that nothing runs out of its tile. */
const LETTER = 6.6;

/** The text, cut where it must be; null where not even a syllable has room. */
function fitting(text: string, room: number): string | null {
  const letters = Math.floor(room / LETTER);
  if (text.length <= letters) return text;
  return letters >= 5 ? `${text.slice(0, letters - 1).trimEnd()}…` : null;
}
