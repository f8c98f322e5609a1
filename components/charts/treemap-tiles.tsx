"use client";
import { hierarchy, Treemap as Layout, type TreemapProps, treemapSquarify } from "@visx/hierarchy";
import { Plot } from "./plot.tsx";
import { drawingOf, HEAD, heightOf } from "./treemap-drawing.tsx";
import type { Laid, Shown } from "./treemap-tree.ts";

/** The drawing of Treemap: one level of it. */
export function TreemapTiles({
  label,
  shown,
  onOpen,
  onBack,
}: {
  label: string;
  shown: Shown;
  /** A tile, by its id. */
  onOpen: (id: string) => void;
  onBack: () => void;
}) {
  return (
    <Plot
      label={label}
      draw={(width, show) => {
        const height = heightOf(width);
        return (
          <Layout<Laid>
            root={treeOf(shown)}
            size={[width, height]}
            tile={treemapSquarify}
            paddingInner={2}
            paddingTop={({ depth }) => (depth === 1 ? HEAD : 0)}
            round
          >
            {(laid) => show(drawingOf(boxesOf(laid), height, shown.total))}
          </Layout>
        );
      }}
      onChoose={onOpen}
      onBack={onBack}
    />
  );
}

/** For the layout: a root without a look, groups, tiles; only tiles have a value of their own. */
function treeOf({ groups }: Shown) {
  const whole: Laid = {
    id: "",
    label: "",
    color: "",
    value: 0,
    text: "",
    children: [],
    inside: groups.map((group) => ({
      ...group,
      inside: group.tiles.map((tile) => ({ ...tile, inside: [] })),
    })),
  };
  return hierarchy(whole, ({ inside }) => inside).sum(({ inside, value }) =>
    inside.length === 0 ? value : 0,
  );
}

function boxesOf(laid: Parameters<NonNullable<TreemapProps<Laid>["children"]>>[0]) {
  return laid
    .descendants()
    .filter(({ depth }) => depth > 0)
    .map(({ data, depth, parent, x0, x1, y0, y1 }) => ({
      node: data,
      group: depth === 1 ? null : (parent?.data.label ?? null),
      x: x0,
      y: y0,
      width: x1 - x0,
      height: y1 - y0,
    }));
}
